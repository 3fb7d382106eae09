package org.tuban.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"121.2655,28.619", "121.2655， 28.619", "121.2655 28.619", "28.619, 121.2655"})
    void readsLongitudeAndLatitudeInEitherOrder(String typed) {
        assertThat(Place.find(typed)).contains(new Place(121.2655, 28.619));
    }

    @ParameterizedTest
    @ValueSource(strings = {"121,28", "331003 001", "2.57", "121.2655,", "999.5,28.6", "100.5,200.5", "方山下"})
    void leavesCodesFiguresAndPlacesOffTheEarthAlone(String typed) {
        assertThat(Place.find(typed)).isEmpty();
    }

    @Test
    void looksAboutElevenMetresAround() {
        var box = new Place(121.2655, 28.619).surroundings();

        assertThat(box.contains(121.26559, 28.61891)).isTrue();
        assertThat(box.contains(121.2658, 28.619)).isFalse();
    }
}
