package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import feedback.pos.Pos;
import feedback.pos.catalog.Topic;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.moderation.Rules;
import feedback.pos.procedure.Regulation;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RuleAlertsTest {
    @Test
    void a_topic_that_retires_is_warned_of_on_its_day_and_once_a_day() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(RuleAlerts.class);
        log.start();
        logger.addAppender(log);
        Regulation sample = SampleRegion.regulation();
        Topic signs = new Topic(
                "roads.signs", "roads", "Знаки", null, false, null, List.of(), LocalDate.parse("2026-03-03"), "roads");
        Regulation retiring = new Regulation(
                sample.root(),
                sample.zone(),
                sample.calendar(),
                sample.directory(),
                sample.catalog().with("next", signs),
                sample.routes(),
                sample.policy());
        HandClock clock = HandClock.at("2026-03-02T20:30:00Z");
        try (Pos pos = Pos.under(
                        retiring.with(Rules.of(List.of(Rule.of("signs", List.of("знак"), Then.topic("roads.signs"))))))
                .clock(clock)
                .open()) {
            RuleAlerts alerts = new RuleAlerts();
            alerts.look(pos);
            assertThat(log.list).as("23:30 of the day before in Moscow").isEmpty();
            clock.advance(Period.ofDays(1));
            alerts.look(pos);
            alerts.look(pos);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "the auto-rule signs is switched off (then.topic): The topic roads.signs is no longer used"
                                    + " since 2026-03-03; in its place stands roads");
            clock.advance(Period.ofDays(1));
            alerts.look(pos);
            assertThat(log.list).hasSize(2);
        } finally {
            logger.detachAppender(log);
        }
    }
}
