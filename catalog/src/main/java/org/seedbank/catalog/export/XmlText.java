package org.seedbank.catalog.export;

/** A stranger's text in XML: as {@link HtmlText}, and without the characters that XML has no way to write. */
final class XmlText {

    private XmlText() {}

    /** For content, and for values of attributes in double quotes. */
    static String of(String text) {
        StringBuilder xml = new StringBuilder(text.length());
        HtmlText.block(text)
                .codePoints()
                .filter(c -> c != 0xfffe && c != 0xffff)
                .forEach(xml::appendCodePoint);
        return xml.toString();
    }
}
