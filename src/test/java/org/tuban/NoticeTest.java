package org.tuban;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever gets the jar is told what is in it and under which licence. */
class NoticeTest {
    private static final Pattern BUNDLED = Pattern.compile("(?m)^\\s+([\\w.-]+:[\\w.-]+):jar:");
    private static final Pattern ROW = Pattern.compile("(?m)^([\\w.-]+:(?:[\\w.-]+|\\*)) {2,}\\S");

    @Test
    void namesEveryBundledLibrary() throws IOException {
        Set<String> named = rowsOfNotice();
        Set<String> missing = new TreeSet<>(bundled());
        missing.removeIf(library -> named.contains(library) || named.contains(groupRow(library)));

        assertThat(missing).as("bundled, but not in NOTICE").isEmpty();
    }

    @Test
    void namesNothingThatIsNotBundled() throws IOException {
        Set<String> stale = rowsOfNotice();
        bundled().forEach(library -> stale.removeAll(List.of(library, groupRow(library))));

        assertThat(stale).as("in NOTICE, but not bundled").isEmpty();
    }

    private static String groupRow(String library) {
        return library.substring(0, library.indexOf(':')) + ":*";
    }

    private static Set<String> rowsOfNotice() throws IOException {
        return firstGroups(ROW, Path.of("NOTICE"));
    }

    /** Written by the dependency plugin before the tests run. */
    private static Set<String> bundled() throws IOException {
        String folder = System.getProperty("tuban.buildDirectory", "target");
        Set<String> libraries = firstGroups(BUNDLED, Path.of(folder, "runtime-dependencies.txt"));
        assertThat(libraries).contains("org.datasyslab:geotools-wrapper");
        return libraries;
    }

    private static Set<String> firstGroups(Pattern pattern, Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .forEach(found::add);
        return found;
    }
}
