package org.tuban.ogc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An element of an XML document that is about to be written; every text is escaped on the way.
 *
 * @param name with its prefix, such as {@code se:Rule}
 * @param attributes by name
 * @param text what it holds before its children; characters that XML has no place for are left out
 * @param children in order
 */
record Xml(String name, Map<String, String> attributes, String text, List<Xml> children) {

    /** Copies what it is given. */
    Xml {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
        text = text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "");
    }

    /** An element that holds others. */
    static Xml of(String name, Xml... children) {
        return new Xml(name, Map.of(), "", List.of(children));
    }

    /** An element that holds others. */
    static Xml of(String name, Stream<Xml> children) {
        return new Xml(name, Map.of(), "", children.toList());
    }

    /** An element that holds a text. */
    static Xml text(String name, String text) {
        return new Xml(name, Map.of(), text, List.of());
    }

    /** The same element with an attribute. */
    Xml with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Xml(name, more, text, children);
    }

    /** The same element with more children. */
    Xml and(Stream<Xml> more) {
        return new Xml(
                name, attributes, text, Stream.concat(children.stream(), more).toList());
    }

    /** The document that has this element as its root, in UTF-8. Prefixes are declared as attributes of the root. */
    byte[] toDocument() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String encoding = StandardCharsets.UTF_8.name();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, encoding);
            writer.writeStartDocument(encoding, "1.0");
            write(writer);
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("no XML of " + name, failure);
        }
        return bytes.toByteArray();
    }

    private void write(XMLStreamWriter writer) throws XMLStreamException {
        writer.writeStartElement(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            writer.writeAttribute(attribute.getKey(), attribute.getValue());
        }
        writer.writeCharacters(text);
        for (Xml child : children) {
            child.write(writer);
        }
        writer.writeEndElement();
    }
}
