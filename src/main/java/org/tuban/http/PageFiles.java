package org.tuban.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/**
 * Serves the page's own files and its libraries, and no other file.
 *
 * <p>Addresses have no version in them, so browsers keep a file but ask each time whether it is still the one: by its
 * content, as the time of a file inside a jar says nothing.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class PageFiles implements WebMvcConfigurer {

    /** Webjars that the page loads; a library's files are at {@code /webjars/<name>/…}, with or without {@code dist}. */
    private static final String[] LIBRARIES = {"leaflet", "lit-html"};

    private static final String[] FOLDERS = {"js", "css", "i18n"};
    private static final String[] FILES = {"index.html", "favicon.svg"};

    private final HttpSettings settings;

    PageFiles(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/").setViewName("forward:/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        for (String folder : FOLDERS) {
            serve(files, "/" + folder + "/**", settings.page() + folder + "/");
        }
        for (String file : FILES) {
            serve(files, "/" + file, settings.page());
        }
        WebJarVersionLocator versions = new WebJarVersionLocator();
        for (String library : LIBRARIES) {
            String location =
                    "classpath:/META-INF/resources/webjars/%s/%s/".formatted(library, versions.version(library));
            serve(files, "/webjars/" + library + "/**", location, location + "dist/");
        }
    }

    private static void serve(ResourceHandlerRegistry files, String address, String... locations) {
        files.addResourceHandler(address)
                .addResourceLocations(locations)
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(PageFiles::tag);
    }

    /** Weak, so that the same file may be sent compressed. */
    private static String tag(Resource file) {
        try (InputStream content = file.getInputStream()) {
            return "W/\"" + DigestUtils.md5DigestAsHex(content) + "\"";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
