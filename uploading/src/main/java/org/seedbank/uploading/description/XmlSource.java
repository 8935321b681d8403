package org.seedbank.uploading.description;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads DataCite's XML, schema 4, as the same in DataCite's JSON. It has no document type, and nothing outside of it is asked for. */
final class XmlSource {

    /** DataCite's schema needs five. */
    private static final String MAX_DEPTH = "32";

    private XmlSource() {}

    static JsonObject parse(byte[] bytes) throws NotReadableException {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            // The usual one writes to the standard error stream.
            builder.setErrorHandler(new DefaultHandler());
            Element root = builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
            if (!"resource".equals(root.getLocalName())) {
                throw new NotReadableException("it is not of DataCite's schema");
            }
            return json(root);
        } catch (SAXException | IOException e) {
            throw new NotReadableException("it is not XML, or has a document type", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    private static JsonObject json(Element resource) {
        JsonObject json = new JsonObject();
        for (Element each : children(resource)) {
            switch (each.getLocalName()) {
                case "identifier" -> json.add("identifiers", identifier(each));
                case "version" -> json.addProperty("version", text(each));
                case "creators" -> json.add("creators", parts(each, "creator"));
                case "titles" -> json.add("titles", parts(each, "title"));
                case "descriptions" -> json.add("descriptions", parts(each, "description"));
                case "subjects" -> json.add("subjects", parts(each, "subject"));
                case "rightsList" -> json.add("rightsList", parts(each, "rights"));
                default -> {
                    // What entries have no place for.
                }
            }
        }
        return json;
    }

    private static JsonArray identifier(Element element) {
        JsonObject identifier = new JsonObject();
        boolean doi = "DOI".equalsIgnoreCase(element.getAttribute("identifierType"));
        identifier.addProperty("identifier", (doi ? "doi:" : "") + text(element));
        JsonArray identifiers = new JsonArray();
        identifiers.add(identifier);
        return identifiers;
    }

    /** Each part with its attributes, the texts of its children, and its own text by its name. */
    private static JsonArray parts(Element list, String name) {
        JsonArray parts = new JsonArray();
        for (Element each : children(list)) {
            if (name.equals(each.getLocalName())) {
                JsonObject part = new JsonObject();
                for (int i = 0; i < each.getAttributes().getLength(); i++) {
                    Node attribute = each.getAttributes().item(i);
                    part.addProperty(attribute.getNodeName(), attribute.getNodeValue());
                }
                children(each).forEach(child -> part.addProperty(nameOf(child), text(child)));
                part.addProperty(name, text(each));
                parts.add(part);
            }
        }
        return parts;
    }

    private static String nameOf(Element child) {
        return "creatorName".equals(child.getLocalName()) ? "name" : child.getLocalName();
    }

    /** Its text, in which {@code <br/>} breaks the line. */
    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        append(element, text);
        return text.toString().strip();
    }

    private static void append(Node node, StringBuilder text) {
        for (Node each = node.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each.getNodeType() == Node.TEXT_NODE || each.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(each.getNodeValue());
            } else if ("br".equals(each.getLocalName())) {
                text.append('\n');
            } else {
                append(each, text);
            }
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
