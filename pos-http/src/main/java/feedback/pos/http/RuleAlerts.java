package feedback.pos.http;

import feedback.pos.Pos;
import feedback.pos.moderation.Rules.Alert;
import feedback.pos.procedure.Regulation;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of auto-rules that are switched off because they refer to something not in use: once for each, anew every day. For one thread. */
final class RuleAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(RuleAlerts.class);

    private @Nullable Regulation seen;
    private @Nullable LocalDate day;
    private List<Alert> known = List.of();

    void look(Pos pos) {
        Regulation now = pos.regulation();
        LocalDate today = LocalDate.ofInstant(pos.now(), now.zone());
        if (now.equals(seen) && today.equals(day)) {
            return;
        }
        List<Alert> alerts = now.rulesAt(pos.now()).alerts();
        List<Alert> before = today.equals(day) ? known : List.of();
        alerts.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> LOG.warn(
                        "the auto-rule {} is switched off ({}): {}",
                        each.rule(),
                        each.field(),
                        each.text(Locale.ENGLISH)));
        seen = now;
        day = today;
        known = alerts;
    }
}
