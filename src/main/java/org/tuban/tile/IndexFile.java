package org.tuban.tile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.tuban.feature.ChangeLog;

/**
 * A file that an index is kept in from one start to the next.
 *
 * <p>It says what it is, for which layer and fields, and up to which change; its end is a checksum of all before. What is
 * not exactly so is not used: an index can always be made anew from the store.
 */
final class IndexFile {

    private static final long MAGIC = 0x545542414e544958L;
    /** Of the form of the file; another number is another form. */
    private static final int FORMAT = 4;

    private static final int CHUNK = 1 << 20;

    private IndexFile() {}

    /**
     * What a file holds.
     *
     * @param place the change up to which it is complete
     * @param mark what tells that change from that of another database
     * @param features features of the layer at that time, those without a shape too
     * @param dictionaries the dictionaries of the columns
     * @param segment the features
     * @param refused keys of those that are not in it, since their shapes cannot be drawn
     */
    record Content(
            ChangeLog.Place place,
            String mark,
            long features,
            List<Optional<Dictionary>> dictionaries,
            Segment segment,
            List<Long> refused) {}

    /** Says why a file cannot be used. */
    static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1;

        UnusableException(String reason) {
            super(reason);
        }
    }

    /** Writes a file beside its place and puts it there when it is whole. */
    static void write(Path file, TileFields fields, Content content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "index", ".part");
        try {
            try (Output out = new Output(FileChannel.open(written, StandardOpenOption.WRITE))) {
                out.number(MAGIC);
                out.number(FORMAT);
                out.text(fingerprint(fields));
                out.number(content.place().transaction());
                out.number(content.place().number());
                out.text(content.mark());
                out.number(content.features());
                for (Optional<Dictionary> dictionary : content.dictionaries()) {
                    if (dictionary.isPresent()) {
                        dictionary(out, dictionary.get());
                    }
                }
                segment(out, content.segment());
                out.longs(content.refused().stream().mapToLong(Long::longValue).toArray());
                out.finish();
            }
            try {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException slow) {
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Reads a file.
     *
     * @throws UnusableException if it is damaged, of another form or version, or for other fields
     */
    static Content read(Path file, TileFields fields) throws IOException {
        try (Input in = new Input(FileChannel.open(file, StandardOpenOption.READ))) {
            in.check();
            if (in.number() != MAGIC || in.number() != FORMAT) {
                throw new UnusableException("it was written by another version");
            }
            if (!in.text().equals(fingerprint(fields))) {
                throw new UnusableException("the layer has other fields now");
            }
            ChangeLog.Place place = new ChangeLog.Place(in.number(), in.number());
            String mark = in.text();
            long features = in.number();
            List<Optional<Dictionary>> dictionaries = LayerState.dictionaries(fields);
            for (Optional<Dictionary> dictionary : dictionaries) {
                if (dictionary.isPresent()) {
                    dictionary(in, dictionary.get());
                }
            }
            Segment segment = segment(in, dictionaries);
            List<Long> refused = Arrays.stream(in.longs()).boxed().toList();
            return new Content(place, mark, features, dictionaries, segment, refused);
        }
    }

    private static String fingerprint(TileFields fields) {
        List<String> parts = new ArrayList<>(List.of(fields.layer().id()));
        for (String key : fields.keys()) {
            parts.add(key + (fields.isCoded(key) ? "#" : ""));
        }
        return String.join("\n", parts);
    }

    private static void dictionary(Output out, Dictionary dictionary) throws IOException {
        List<Dictionary.Entry> entries = dictionary.entries();
        out.number(entries.size());
        for (Dictionary.Entry entry : entries.subList(1, entries.size())) {
            out.text(String.valueOf(entry.value()));
        }
    }

    private static void dictionary(Input in, Dictionary dictionary) throws IOException {
        long size = in.number();
        for (long code = 1; code < size; code++) {
            dictionary.codeOf(in.text());
        }
    }

    private static void segment(Output out, Segment segment) throws IOException {
        Rows rows = segment.rows();
        out.longs(rows.keys());
        out.ints(rows.boxes());
        out.ints(segment.shapes().begins());
        out.bytes(segment.shapes().bytes());
        int[] sizes = new int[rows.size()];
        for (int row = 0; row < sizes.length; row++) {
            sizes[row] = Float.floatToRawIntBits(rows.sizes()[row]);
        }
        out.ints(sizes);
        out.ints(rows.labels());
        out.ints(rows.validFrom());
        out.ints(rows.recordedAt());
        for (Column column : segment.columns()) {
            if (column instanceof ValueColumn values) {
                out.ints(values.begins());
                out.bytes(values.bytes());
            } else if (column instanceof CodeColumn codes) {
                byte[] high = codes.high();
                out.bytes(codes.low());
                out.bytes(high == null ? new byte[0] : high);
            }
        }
    }

    private static Segment segment(Input in, List<Optional<Dictionary>> dictionaries) throws IOException {
        long[] keys = in.longs();
        int[] boxes = in.ints();
        PackedShapes shapes = new PackedShapes(in.ints(), in.bytes());
        int[] bits = in.ints();
        float[] sizes = new float[bits.length];
        for (int row = 0; row < sizes.length; row++) {
            sizes[row] = Float.intBitsToFloat(bits[row]);
        }
        Rows rows = new Rows(keys, boxes, sizes, in.ints(), in.ints(), in.ints());
        List<Column> columns = new ArrayList<>();
        for (Optional<Dictionary> dictionary : dictionaries) {
            if (dictionary.isPresent()) {
                byte[] low = in.bytes();
                byte[] high = in.bytes();
                columns.add(CodeColumn.of(low, high.length == 0 ? null : high));
            } else {
                columns.add(new ValueColumn(in.ints(), in.bytes()));
            }
        }
        return new Segment(rows, shapes, columns);
    }

    /** Writes numbers and arrays, each array behind its length. */
    private static final class Output implements Closeable {

        private final FileChannel channel;
        private final CRC32C sum = new CRC32C();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);

        Output(FileChannel channel) {
            this.channel = channel;
        }

        void number(long value) throws IOException {
            room(Long.BYTES);
            buffer.putLong(value);
        }

        void text(String text) throws IOException {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        void bytes(byte[] values) throws IOException {
            number(values.length);
            for (int at = 0; at < values.length; ) {
                room(1);
                int part = Math.min(buffer.remaining(), values.length - at);
                buffer.put(values, at, part);
                at += part;
            }
        }

        void ints(int[] values) throws IOException {
            number(values.length);
            for (int value : values) {
                room(Integer.BYTES);
                buffer.putInt(value);
            }
        }

        void longs(long[] values) throws IOException {
            number(values.length);
            for (long value : values) {
                number(value);
            }
        }

        /** Ends the file with the checksum, and waits until the disk has it. */
        void finish() throws IOException {
            flush();
            buffer.putLong(sum.getValue());
            flush();
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private void room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
        }

        private void flush() throws IOException {
            buffer.flip();
            sum.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }
    }

    /** Reads what an output wrote. */
    private static final class Input implements Closeable {

        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).position(CHUNK);

        Input(FileChannel channel) {
            this.channel = channel;
        }

        /** Reads the file once to see that it is what was written. */
        void check() throws IOException {
            long body = channel.size() - Long.BYTES;
            if (body < 2L * Long.BYTES) {
                throw new UnusableException("it is not whole");
            }
            CRC32C sum = new CRC32C();
            ByteBuffer part = ByteBuffer.allocateDirect(CHUNK);
            for (long at = 0; at < body; ) {
                part.clear().limit((int) Math.min(CHUNK, body - at));
                at += channel.read(part, at);
                sum.update(part.flip());
            }
            ByteBuffer end = ByteBuffer.allocate(Long.BYTES);
            channel.read(end, body);
            if (end.flip().getLong() != sum.getValue()) {
                throw new UnusableException("it is damaged");
            }
        }

        long number() throws IOException {
            ensure(Long.BYTES);
            return buffer.getLong();
        }

        String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        byte[] bytes() throws IOException {
            byte[] values = new byte[length(1)];
            for (int at = 0; at < values.length; ) {
                ensure(1);
                int part = Math.min(buffer.remaining(), values.length - at);
                buffer.get(values, at, part);
                at += part;
            }
            return values;
        }

        int[] ints() throws IOException {
            int[] values = new int[length(Integer.BYTES)];
            for (int k = 0; k < values.length; k++) {
                ensure(Integer.BYTES);
                values[k] = buffer.getInt();
            }
            return values;
        }

        long[] longs() throws IOException {
            long[] values = new long[length(Long.BYTES)];
            for (int k = 0; k < values.length; k++) {
                values[k] = number();
            }
            return values;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private int length(int width) throws IOException {
            long length = number();
            if (length < 0 || length > channel.size() / width) {
                throw new UnusableException("it is damaged");
            }
            return (int) length;
        }

        private void ensure(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                buffer.compact();
                while (buffer.position() < bytes && channel.read(buffer) >= 0) {
                    continue;
                }
                buffer.flip();
                if (buffer.remaining() < bytes) {
                    throw new UnusableException("it is not whole");
                }
            }
        }
    }
}
