package org.seedbank.catalog.export;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks for programs in a picture. A page shows a picture without running anything, but who opens its own address would run
 * what is in it as if it were the web server's.
 */
final class SvgCheck {

    private static final Set<String> REFUSED = Set.of(
            "script",
            "foreignobject",
            "iframe",
            "object",
            "embed",
            "audio",
            "video",
            "handler",
            "listener",
            "a",
            "image",
            "use",
            "animate",
            "animatetransform",
            "animatemotion",
            "set",
            "feimage");

    private static final int MAX_DEPTH = 200;

    private SvgCheck() {}

    /** Throws {@link IllegalArgumentException} with the reason, unless it is an SVG picture of shapes and texts alone. */
    static void require(byte[] svg) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(svg));
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    element(reader, depth);
                    if (++depth > MAX_DEPTH) {
                        throw new IllegalArgumentException("is nested too deep");
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                    throw new IllegalArgumentException("has a document type or an instruction for programs");
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("is not well-formed XML", e);
        }
    }

    private static void element(XMLStreamReader reader, int depth) {
        String name = reader.getLocalName();
        if (depth == 0 && !name.equals("svg")) {
            throw new IllegalArgumentException("is not an SVG picture");
        }
        if (REFUSED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "has an element '%s', and only shapes and texts are taken".formatted(name));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            if (attribute.startsWith("on")
                    || (attribute.equals("href") && !reader.getAttributeValue(i).startsWith("#"))) {
                throw new IllegalArgumentException(
                        "has an attribute '%s', which leads elsewhere or runs something".formatted(attribute));
            }
        }
    }
}
