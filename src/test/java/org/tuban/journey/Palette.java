package org.tuban.journey;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws a picture with at most 256 colours, chosen by median cut, so that its file is small. */
final class Palette {

    private static final int MOST = 256;

    private final Map<Integer, Integer> slots = new HashMap<>();
    private final int[] colours;

    private Palette(Map<Integer, Integer> counts) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new Box(new ArrayList<>(counts.keySet()), counts));
        while (boxes.size() < MOST) {
            Box widest = boxes.stream()
                    .filter(box -> box.colours().size() > 1)
                    .max(Comparator.comparingLong(Box::weight))
                    .orElse(null);
            if (widest == null) {
                break;
            }
            boxes.remove(widest);
            boxes.addAll(widest.halves());
        }
        colours = new int[boxes.size()];
        for (int slot = 0; slot < colours.length; slot++) {
            colours[slot] = boxes.get(slot).commonest();
            for (int colour : boxes.get(slot).colours()) {
                slots.put(colour, slot);
            }
        }
    }

    /** The same picture with few colours. */
    static BufferedImage reduce(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel & 0xFFFFFF, 1, Integer::sum);
        }
        Palette palette = new Palette(counts);
        BufferedImage reduced =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette.colourModel());
        for (int at = 0; at < pixels.length; at++) {
            reduced.getRaster().setSample(at % width, at / width, 0, palette.slots.get(pixels[at] & 0xFFFFFF));
        }
        return reduced;
    }

    private IndexColorModel colourModel() {
        return new IndexColorModel(8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    /** Colours that are near each other. */
    private record Box(List<Integer> colours, Map<Integer, Integer> counts) {

        /** How much is lost if one colour stands for all: the widest spread, times the root of the pixels. */
        long weight() {
            double pixels = colours.stream().mapToLong(counts::get).sum();
            return Math.round(spread(widestShift()) * Math.sqrt(pixels));
        }

        List<Box> halves() {
            int shift = widestShift();
            List<Integer> sorted = new ArrayList<>(colours);
            sorted.sort(Comparator.comparingInt(colour -> channel(colour, shift)));
            // Between the two ends and not at the median pixel: small signs in rare colours must keep them.
            int middle = (channel(sorted.get(0), shift) + channel(sorted.get(sorted.size() - 1), shift)) / 2;
            int cut = 1;
            while (cut < sorted.size() - 1 && channel(sorted.get(cut), shift) <= middle) {
                cut++;
            }
            return List.of(
                    new Box(sorted.subList(0, cut), counts), new Box(sorted.subList(cut, sorted.size()), counts));
        }

        int commonest() {
            return colours.stream().max(Comparator.comparingInt(counts::get)).orElseThrow();
        }

        private int widestShift() {
            int widest = 0;
            for (int shift : new int[] {8, 16}) {
                widest = spread(shift) > spread(widest) ? shift : widest;
            }
            return widest;
        }

        private int spread(int shift) {
            int least = 255;
            int most = 0;
            for (int colour : colours) {
                least = Math.min(least, channel(colour, shift));
                most = Math.max(most, channel(colour, shift));
            }
            return most - least;
        }

        private static int channel(int colour, int shift) {
            return colour >> shift & 0xFF;
        }
    }
}
