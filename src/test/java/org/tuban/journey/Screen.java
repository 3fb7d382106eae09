package org.tuban.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/**
 * What a person sits in front of.
 *
 * @param lang {@code zh-CN} or {@code en}, as the browser asks for it
 * @param dark whether the device is set to dark colours
 * @param phone a touch screen held upright instead of a desk with a mouse
 */
record Screen(String lang, boolean dark, boolean phone) {

    static final Screen DESK = new Screen("zh-CN", false, false);

    static final Screen PHONE = new Screen("zh-CN", false, true);

    Screen inEnglish() {
        return new Screen("en", dark, phone);
    }

    Screen inTheDark() {
        return new Screen(lang, true, phone);
    }

    /** The browser's settings. Motion is reduced, so that the map is where it was sent and not on its way. */
    Browser.NewContextOptions settings() {
        Browser.NewContextOptions settings = new Browser.NewContextOptions()
                .setLocale(lang)
                .setTimezoneId("Asia/Shanghai")
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE);
        return phone
                ? settings.setViewportSize(390, 780)
                        .setDeviceScaleFactor(2)
                        .setHasTouch(true)
                        .setIsMobile(true)
                : settings.setViewportSize(1440, 900);
    }

    @Override
    public String toString() {
        return lang + (dark ? ", dark" : ", light") + (phone ? ", phone" : ", desk");
    }
}
