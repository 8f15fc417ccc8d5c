package org.kith.gateway.components;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;
import org.unbescape.html.HtmlEscape;

/** Lets a fragment take any further attributes: {@code kith:attributes="${o.attributes}"}. */
@Component
public class ComponentDialect extends AbstractProcessorDialect {

    private static final String PREFIX = "kith";
    private static final int AFTER_THYMELEAF = 1200;

    public ComponentDialect() {
        super("Kith components", PREFIX, AFTER_THYMELEAF);
    }

    @Override
    public Set<IProcessor> getProcessors(String dialectPrefix) {
        return Set.of(new Attributes(dialectPrefix));
    }

    private static final class Attributes extends AbstractAttributeTagProcessor {

        Attributes(String prefix) {
            super(TemplateMode.HTML, prefix, null, false, "attributes", true, AFTER_THYMELEAF, true);
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                AttributeName attribute,
                String value,
                IElementTagStructureHandler element) {
            var said = StandardExpressions.getExpressionParser(context.getConfiguration())
                    .parseExpression(context, value)
                    .execute(context);
            if (said instanceof Map<?, ?> all) {
                all.forEach((name, one) -> set(element, name.toString(), one));
            }
        }

        /** As the design system does: an optional one is left out where it says no, and has no value where it says yes. */
        private static void set(IElementTagStructureHandler element, String name, @Nullable Object value) {
            boolean optional = value instanceof Map<?, ?> how && Boolean.TRUE.equals(how.get("optional"));
            var plain = value instanceof Map<?, ?> how ? how.get("value") : value;
            if (optional && (plain == null || Boolean.FALSE.equals(plain))) {
                return;
            }
            String text = plain == null || (optional && Boolean.TRUE.equals(plain)) ? "" : plain.toString();
            element.setAttribute(name, HtmlEscape.escapeHtml4Xml(text));
        }
    }
}
