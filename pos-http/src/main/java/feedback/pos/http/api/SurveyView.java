package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.survey.SurveyResults;
import feedback.pos.survey.SurveyResults.Count;
import feedback.pos.survey.SurveyResults.Result;
import feedback.pos.survey.SurveyResults.Row;
import java.util.List;

/** What a survey has come to, as JSON; labels are the reader's, who has the survey. */
final class SurveyView {
    private SurveyView() {}

    static ArrayNode questions(SurveyResults results) {
        ArrayNode questions = Json.array();
        for (Result result : results.questions()) {
            ObjectNode node = questions
                    .addObject()
                    .put("name", result.question())
                    .put("shown", result.shown())
                    .put("answered", result.answered());
            if (!result.counts().isEmpty()) {
                node.set("counts", counts(result.counts()));
            }
            if (!result.rows().isEmpty()) {
                ArrayNode rows = node.putArray("rows");
                for (Row row : result.rows()) {
                    rows.addObject()
                            .put("row", row.row())
                            .put("answered", row.answered())
                            .set("counts", counts(row.counts()));
                }
            }
            if (result.mean() != null) {
                node.put("mean", result.mean());
            }
            if (result.median() != null) {
                node.put("median", result.median());
            }
        }
        return questions;
    }

    private static ArrayNode counts(List<Count> counts) {
        ArrayNode nodes = Json.array();
        for (Count count : counts) {
            ObjectNode node = nodes.addObject()
                    .put("value", count.code())
                    .put("count", count.count())
                    .put("share", count.ofAnswered())
                    .put("shareOfShown", count.ofShown());
            if (count.points() > 0) {
                node.put("points", count.points());
            }
        }
        return nodes;
    }
}
