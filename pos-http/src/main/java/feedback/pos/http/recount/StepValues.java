package feedback.pos.http.recount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.codec.Codec;
import feedback.pos.deadline.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The steps of an explanation as plain values: what all steps have, and then what is peculiar to each kind. */
public final class StepValues {
    private static final Codec CODEC = new Codec();
    private static final JsonMapper MAPPER = new JsonMapper();

    private StepValues() {}

    /** The steps in order; dates before and after are null where a step has none. */
    public static List<Map<String, Object>> of(List<Step> steps, Locale locale) {
        return steps.stream().map(step -> of(step, locale)).toList();
    }

    private static Map<String, Object> of(Step step, Locale locale) {
        Map<String, Object> typed;
        try {
            // As it is kept in the journal, so that the two are spelled alike
            typed = MAPPER.readValue(CODEC.writeRecord(step), new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a step can be read as it was written", e);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rule", step.rule());
        values.put("from", typed.get("from"));
        values.put("to", typed.get("to"));
        values.put("text", step.text(locale));
        if (step.days() != null) {
            values.put("days", step.days());
        }
        typed.forEach(values::putIfAbsent);
        return values;
    }
}
