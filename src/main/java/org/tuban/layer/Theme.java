package org.tuban.layer;

/**
 * A way to colour a layer by a field.
 *
 * @param id name in addresses, such as {@code status}
 * @param title what people read
 * @param field the field whose value chooses the colour
 * @param colors where the colours come from: {@code workflow} (its states) or {@code codeList} (the field's codes)
 */
public record Theme(String id, Label title, String field, String colors) {}
