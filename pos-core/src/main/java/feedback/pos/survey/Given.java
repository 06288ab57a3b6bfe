package feedback.pos.survey;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What was answered to one question, as conditions and counters see it: a text is there or not, and says nothing more. Immutable. */
sealed interface Given {
    /** No answer. */
    Given EMPTY = new Empty();

    /** An answer that is wrong: nothing is concluded from it. */
    Given UNKNOWN = new Unknown();

    record Empty() implements Given {}

    record Unknown() implements Given {}

    /** One choice, of a single question or of a row. */
    record Code(String code) implements Given {}

    /** Several choices: in the survey's order, or in the order in which they were put. */
    record Codes(List<String> codes) implements Given {}

    /** A number or a step of a scale. */
    record Num(BigDecimal number) implements Given {}

    /** A day. */
    record Day(LocalDate day) implements Given {}

    /** A column for each answered row, in the survey's order. */
    record Rows(Map<String, String> columns) implements Given {}

    /** Something was written. */
    record Words() implements Given {}
}
