package org.tuban.ogc;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.tuban.layer.DataFiles;
import org.tuban.layer.Layers;

/** The catalogue of the demo data, without a service around it. */
final class Nancheng {

    static final Layers LAYERS = read();

    private Nancheng() {}

    private static Layers read() {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(DataFiles.class, Layers.class)) {
            return context.getBean(Layers.class);
        }
    }
}
