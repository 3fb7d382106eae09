package org.tuban.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import net.sourceforge.pinyin4j.PinyinHelper;

/**
 * A Chinese text as it is spoken: for each character every reading it has, in pinyin without tones.
 *
 * <p>A character with several readings is compared with all of them side by side, so the work grows with the length of the
 * text and not with the number of combinations.
 */
final class Spelling {

    /** How the searched letters give the syllables, best first. */
    enum Way {
        /** Each syllable in full; the last may be unfinished: fangshanx. */
        FULL,
        /** The first letter of each (zh, ch, sh may stand for one): fsx. */
        INITIALS,
        /** The beginning of each, of whatever length: fangsx. */
        MIXED
    }

    /** How well letters fit. */
    record Fit(Way way, Form form) {}

    private static final int LEAST_INSIDE = 2;
    private static final int LEAST_MIXED = 3;
    private static final int HIGHEST_TONE = 5;

    /** The block CJK Unified Ideographs, which holds every character of ordinary names. */
    private static final char FIRST_HAN = '\u4E00';

    private static final char LAST_HAN = '\u9FFF';

    /** Readings of each character of the block; looked up once, for names share few characters. */
    private static final List<List<String>> READINGS = allReadings();

    private final List<List<String>> syllables;

    private Spelling(List<List<String>> syllables) {
        this.syllables = syllables;
    }

    /** The spelling of a text; letters and digits in it stand for themselves, all else is left out. */
    static Spelling of(String text) {
        List<List<String>> syllables = new ArrayList<>();
        for (char character : Folding.compact(Folding.fold(text)).toCharArray()) {
            syllables.add(readings(character));
        }
        return new Spelling(syllables);
    }

    private static List<String> readings(char character) {
        int place = character - FIRST_HAN;
        boolean listed =
                place >= 0 && place < READINGS.size() && !READINGS.get(place).isEmpty();
        return listed ? READINGS.get(place) : List.of(String.valueOf(character));
    }

    private static List<List<String>> allReadings() {
        List<List<String>> all = new ArrayList<>(LAST_HAN - FIRST_HAN + 1);
        for (char character = FIRST_HAN; character <= LAST_HAN; character++) {
            String[] toned = PinyinHelper.toHanyuPinyinStringArray(character);
            all.add(
                    toned == null
                            ? List.of()
                            : Arrays.stream(toned)
                                    .map(reading -> letters(reading.replaceAll("\\d", "")))
                                    .distinct()
                                    .toList());
        }
        return List.copyOf(all);
    }

    /** Searched letters or readings with one way to write ü: it is typed as ü, u: or v, and often as u. */
    static String letters(String text) {
        return text.replace("u:", "u").replace('v', 'u');
    }

    /**
     * How letters fit the text best, if they do.
     *
     * @param letters a to z and digits, as {@link #letters} gives them; digits may be tones
     */
    Optional<Fit> fit(String letters) {
        for (Way way : Way.values()) {
            if (way == Way.MIXED && letters.length() < LEAST_MIXED) {
                continue;
            }
            int starts = way == Way.MIXED || letters.length() < LEAST_INSIDE ? 1 : syllables.size();
            for (int start = 0; start < Math.min(starts, syllables.size()); start++) {
                Optional<Form> form = walk(letters, start, way);
                if (form.isPresent()) {
                    return Optional.of(new Fit(way, form.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Follows the letters from one syllable on; keeps every place in the letters that some reading leads to. */
    private Optional<Form> walk(String letters, int start, Way way) {
        BitSet reached = new BitSet();
        reached.set(0);
        for (int at = start; at < syllables.size() && !reached.isEmpty(); at++) {
            BitSet next = new BitSet();
            boolean unfinished = false;
            for (int place = reached.nextSetBit(0); place >= 0; place = reached.nextSetBit(place + 1)) {
                for (String reading : syllables.get(at)) {
                    step(letters, place, reading, way, next);
                    unfinished |= way == Way.FULL && isUnfinished(letters, place, reading);
                }
            }
            if (next.get(letters.length())) {
                boolean toTheEnd = at == syllables.size() - 1;
                return Optional.of(start > 0 ? Form.CONTAINED : toTheEnd ? Form.WHOLE : Form.PREFIX);
            }
            if (unfinished && (start == 0 || at > start)) {
                return Optional.of(start > 0 ? Form.CONTAINED : Form.PREFIX);
            }
            reached = next;
        }
        return Optional.empty();
    }

    private static void step(String letters, int place, String reading, Way way, BitSet next) {
        int common = 0;
        while (common < reading.length()
                && place + common < letters.length()
                && reading.charAt(common) == letters.charAt(place + common)) {
            common++;
        }
        if (common == 0) {
            return;
        }
        boolean complete = common == reading.length();
        switch (way) {
            case FULL -> {
                if (complete) {
                    next.set(place + common);
                    next.set(afterTone(letters, place + common, reading));
                }
            }
            case INITIALS -> {
                next.set(place + 1);
                if (common > 1 && reading.charAt(1) == 'h') {
                    next.set(place + 2);
                }
            }
            case MIXED -> next.set(place + 1, place + common + 1);
        }
    }

    private static int afterTone(String letters, int place, String reading) {
        boolean tone = place < letters.length()
                && Character.isLetter(reading.charAt(0))
                && letters.charAt(place) >= '1'
                && letters.charAt(place) <= '0' + HIGHEST_TONE;
        return tone ? place + 1 : place;
    }

    private static boolean isUnfinished(String letters, int place, String reading) {
        return letters.length() - place < reading.length() && reading.startsWith(letters.substring(place));
    }
}
