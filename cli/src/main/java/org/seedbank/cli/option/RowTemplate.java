package org.seedbank.cli.option;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.seedbank.cli.screen.Column;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.ParameterException;

/** A person's template for a row, in Mustache; its names are those of columns. */
final class RowTemplate<T> {

    private final Template template;
    private final Map<String, Column<T>> columns;

    private RowTemplate(Template template, Map<String, Column<T>> columns) {
        this.template = template;
        this.columns = columns;
    }

    /**
     * Reads a template.
     *
     * @param column finds a column by its name, or throws
     * @param refusal makes the failure of a template that cannot be read
     */
    static <T> RowTemplate<T> of(
            String text, Function<String, Column<T>> column, Function<String, ParameterException> refusal) {
        try {
            // Partials would be files of a stranger's choice.
            Template template = Mustache.compiler()
                    .escapeHTML(false)
                    .withLoader(name -> {
                        throw refusal.apply("--format: a template of one line has no '{{>%s}}'".formatted(name));
                    })
                    .compile(text);
            Map<String, Column<T>> columns = new HashMap<>();
            template.visit(new Mustache.Visitor() {
                @Override
                public void visitText(String words) {
                    if (words.contains("{{")) {
                        throw refusal.apply("--format: '%s' has no '}}' behind its '{{'".formatted(words));
                    }
                }

                @Override
                public void visitVariable(String name) {
                    columns.put(name, column.apply(name));
                }

                @Override
                public boolean visitInclude(String name) {
                    throw refusal.apply("--format: a template of one line has no '{{>%s}}'".formatted(name));
                }

                @Override
                public boolean visitSection(String name) {
                    columns.put(name, column.apply(name));
                    return true;
                }

                @Override
                public boolean visitInvertedSection(String name) {
                    columns.put(name, column.apply(name));
                    return true;
                }
            });
            return new RowTemplate<>(template, columns);
        } catch (MustacheException e) {
            throw refusal.apply("--format: " + e.getMessage());
        }
    }

    /** The line of a row. */
    String text(T row) {
        Map<String, String> values = new HashMap<>();
        columns.forEach(
                (name, column) -> values.put(name, SafeText.line(column.text().apply(row))));
        return template.execute(values);
    }
}
