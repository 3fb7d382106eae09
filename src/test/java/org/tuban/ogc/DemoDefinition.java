package org.tuban.ogc;

import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.tuban.access.Caller;
import org.tuban.feature.Sights;
import org.tuban.feature.SightsOf;
import org.tuban.layer.Layers;
import tools.jackson.databind.JsonNode;

/** The API definition of the demo data, without a service around it: all its parts, each with catalogue and texts. */
final class DemoDefinition {

    static final JsonNode DOCUMENT = describe();

    private DemoDefinition() {}

    private static JsonNode describe() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(Layers.class, () -> Nancheng.LAYERS);
            context.registerBean(Sights.class, () -> SightsOf.catalogue(Nancheng.LAYERS));
            context.register(Texts.class, OpenApi.class);
            ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(ApiPart.class));
            scanner.scan("org.tuban.ogc");
            context.refresh();
            return context.getBean(OpenApi.class)
                    .describe(Caller.ANONYMOUS, new Addresses("https://plan.example.cn/tuban"));
        }
    }

    /** Every operation with the path it is at. */
    static List<Operation> operations() {
        return DOCUMENT.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> Operation.METHODS.contains(member.getKey()))
                        .map(member -> new Operation(path.getKey(), member.getKey(), member.getValue())))
                .toList();
    }

    /** A method at a path. */
    record Operation(String path, String method, JsonNode node) {

        private static final List<String> METHODS =
                List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

        List<JsonNode> parameters() {
            return node.path("parameters")
                    .valueStream()
                    .map(given -> ApiDefinition.resolve(DOCUMENT, given))
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
