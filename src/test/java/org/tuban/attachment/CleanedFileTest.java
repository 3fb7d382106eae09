package org.tuban.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a file. */
class CleanedFileTest {

    private static final String PLACE_IN_BYTES = "2024:03:01 09:30:05";

    @Test
    void takesAllWordsOutOfAPhotoButWhichWayIsUp() throws Exception {
        CleanedFile cleaned = JpegFile.clean(TestPhotos.jpeg(), false);

        assertThat(text(cleaned.bytes())).doesNotContain("SECRET").doesNotContain(PLACE_IN_BYTES);
        assertThat(cleaned.facts()).isEqualTo(new PhotoFacts(6, null, null, null));
        assertThat(JpegFile.clean(cleaned.bytes(), true).facts()).isEqualTo(cleaned.facts());
        expectSamePicture(cleaned.bytes(), TestPhotos.plain("jpg"));
    }

    @Test
    void keepsTimeAndPlaceForThoseWhoAgree() throws Exception {
        CleanedFile cleaned = JpegFile.clean(TestPhotos.jpeg(), true);

        assertThat(text(cleaned.bytes())).doesNotContain("SECRET").contains(PLACE_IN_BYTES);
        PhotoFacts again = JpegFile.clean(cleaned.bytes(), true).facts();
        assertThat(again.takenAt()).isEqualTo("2024-03-01T09:30:05+08:00");
        assertThat(again.longitude()).isCloseTo(121.262431, Offset.offset(1e-7));
        assertThat(again.latitude()).isCloseTo(28.62075, Offset.offset(1e-7));
        assertThat(again.orientation()).isEqualTo(6);
        expectSamePicture(cleaned.bytes(), TestPhotos.plain("jpg"));
    }

    @Test
    void writesSidesOfTheEarthAndTimesWithoutZone() {
        PhotoFacts facts = new PhotoFacts(1, "2024-03-01T09:30:05", -70.5, -33.25);

        assertThat(Exif.read(Exif.write(facts))).isEqualTo(facts);
        assertThat(Exif.write(PhotoFacts.NONE)).isEmpty();
    }

    @Test
    void takesAllWordsOutOfAPicture() throws Exception {
        CleanedFile cleaned = PngFile.clean(TestPhotos.png());

        assertThat(text(cleaned.bytes())).doesNotContain("SECRET");
        expectSamePicture(cleaned.bytes(), TestPhotos.plain("png"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 100, 300, 600})
    void refusesAPhotoThatWasCutShort(int length) {
        byte[] cut = Arrays.copyOf(TestPhotos.plain("jpg"), length);

        assertThatThrownBy(() -> JpegFile.clean(cut, false)).isInstanceOf(UnreadableFileException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 30, 60})
    void refusesAPictureThatWasCutShort(int length) {
        byte[] cut = Arrays.copyOf(TestPhotos.plain("png"), length);

        assertThatThrownBy(() -> PngFile.clean(cut)).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void refusesAPictureWithAWrongSum() {
        byte[] changed = TestPhotos.plain("png");
        changed[20] ^= 1;

        assertThatThrownBy(() -> PngFile.clean(changed))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("IHDR");
    }

    /** Whatever is written into a file, reading it ends, with a file or with a refusal. */
    @Test
    void bearsAnyDamage() {
        Random random = new Random(5);
        for (int round = 0; round < 3_000; round++) {
            byte[] photo = TestPhotos.jpeg();
            for (int k = 0; k < 1 + random.nextInt(8); k++) {
                photo[2 + random.nextInt(photo.length - 2)] = (byte) random.nextInt(256);
            }
            try {
                JpegFile.clean(photo, true);
            } catch (UnreadableFileException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    private static void expectSamePicture(byte[] one, byte[] other) throws IOException {
        BufferedImage first = ImageIO.read(new ByteArrayInputStream(one));
        BufferedImage second = ImageIO.read(new ByteArrayInputStream(other));
        int width = second.getWidth();
        int height = second.getHeight();
        assertThat(first.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(second.getRGB(0, 0, width, height, null, 0, width));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
