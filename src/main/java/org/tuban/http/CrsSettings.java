package org.tuban.http;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tuban.geo.CoordinateSystems;

/**
 * Which coordinate systems clients may ask for besides those that are always there.
 *
 * @param crs EPSG codes, such as {@code 4527} or {@code EPSG:4527}, separated by commas; environment {@code TUBAN_CRS}
 */
@ConfigurationProperties("tuban")
record CrsSettings(@DefaultValue({}) List<String> crs) {

    CrsSettings {
        crs = List.copyOf(crs);
    }

    /**
     * All coordinate systems of this installation.
     *
     * @throws RefusedSettingException about the first code that cannot be offered
     */
    CoordinateSystems systems() {
        List<Integer> codes = new ArrayList<>();
        for (String text : crs) {
            String digits = text.strip().replaceFirst("^EPSG:", "");
            if (!digits.matches("[0-9]{1,9}")) {
                throw refusal("'%s' is no EPSG code".formatted(Text.echo(text, 40)));
            }
            codes.add(Integer.valueOf(digits));
        }
        try {
            return CoordinateSystems.with(codes);
        } catch (IllegalArgumentException refused) {
            throw refusal(String.valueOf(refused.getMessage()));
        }
    }

    private static RefusedSettingException refusal(String why) {
        return new RefusedSettingException("TUBAN_CRS: " + why);
    }

    /** Makes them once, at the start. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CrsSettings.class)
    static class Beans {

        @Bean
        CoordinateSystems coordinateSystems(CrsSettings settings) {
            return settings.systems();
        }
    }
}
