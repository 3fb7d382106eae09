package org.tuban.ogc;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Units of fields in the language of UCUM.
 *
 * <p>UCUM has no money: an amount is a number with the remark {@code {CNY}}. One mu is 2000/3 m². Source: The Unified
 * Code for Units of Measure, section 2; OGC 23-058r2, requirement /req/schemas/unit.
 */
final class Units {

    private static final Map<String, String> UCUM = Map.ofEntries(
            Map.entry("%", "%"),
            Map.entry("count", "1"),
            Map.entry("day", "d"),
            Map.entry("kg_per_wan_yuan", "kg/(10*4.{CNY})"),
            Map.entry("m", "m"),
            Map.entry("m2", "m2"),
            Map.entry("m2_floor", "m2{floor}"),
            Map.entry("tce_per_wan_yuan", "t{coal_equivalent}/(10*4.{CNY})"),
            Map.entry("wan_yuan", "10*4.{CNY}"),
            Map.entry("wan_yuan_per_mu", "10*4.{CNY}/(2000/3.m2)"),
            Map.entry("year", "a"));

    /** Name of the language of units that only the installation's layers know. */
    private static final String OWN = "Tuban";

    private Units() {}

    /** Says in a property's schema which unit it has. */
    static void write(ObjectNode property, String unit) {
        String ucum = UCUM.get(unit);
        property.put("x-ogc-unit", ucum == null ? unit : ucum);
        property.put("x-ogc-unitLang", ucum == null ? OWN : "UCUM");
    }
}
