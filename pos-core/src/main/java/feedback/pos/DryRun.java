package feedback.pos;

import feedback.pos.Pos.Trial;
import feedback.pos.Pos.Trial.Fired;
import feedback.pos.message.Message;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rules;
import feedback.pos.procedure.Procedure;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What auto-rules would have done to messages of the past; changes nothing. */
final class DryRun {
    private static final int PAGE = 500;
    private static final int SAMPLES = 20;

    private final Office office;
    private final Procedure procedure;
    private final Rules rules;
    private final Consumer<Trial> watch;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private long examined;
    private long fired;

    DryRun(Office office, Rules rules, Consumer<Trial> watch) {
        this.office = office;
        this.procedure = new Procedure(office.procedure().regulation().with(rules));
        this.rules = rules;
        this.watch = watch;
        rules.all().forEach(each -> counts.put(each.id(), new Count()));
    }

    private static final class Count {
        private long fired;
        private long decided;
        private long agreed;
        private long changed;
        private final List<UUID> samples = new ArrayList<>();

        Fired of(String rule) {
            return new Fired(rule, fired, decided, agreed, changed, samples);
        }
    }

    Trial over(int newest) {
        Filter all = Filter.all(office.now());
        @Nullable Position after = null;
        int left = newest;
        while (left > 0) {
            List<Message> page = office.storage().messages().list(all, after, Math.min(left, PAGE));
            Instant now = office.now();
            for (Message message : page) {
                look(message, now);
                after = Position.of(message);
            }
            watch.accept(soFar());
            left = page.size() < PAGE ? 0 : left - page.size();
        }
        return soFar();
    }

    private Trial soFar() {
        List<Fired> all = new ArrayList<>();
        counts.forEach((rule, count) -> all.add(count.of(rule)));
        return new Trial(examined, fired, all);
    }

    private void look(Message message, Instant now) {
        examined++;
        // What the model says costs more than all the rules, so it is asked only where one of them wants to know
        Detection detection = message.submission().topic() == null && rules.asksForTopic()
                ? office.detector().detect(message.submission().text())
                : Detection.none();
        Optional<Rule> rule = procedure.rule(message.submission(), detection, now);
        rule.map(Rule::id).map(counts::get).ifPresent(count -> {
            fired++;
            count(count, message, rule.get().then());
        });
    }

    private static void count(Count count, Message message, Rule.Then then) {
        count.fired++;
        if (count.samples.size() < SAMPLES) {
            count.samples.add(message.id());
        }
        String topic = then.topic();
        boolean sets = topic != null && (message.submission().topic() == null || then.overApplicant());
        boolean other = sets && !message.topic().code().equals(topic);
        if (sets && message.topic().decidedBy() == DecidedBy.PERSON) {
            count.decided++;
            count.agreed += other ? 0 : 1;
        }
        String organization = then.organization();
        boolean elsewhere =
                organization != null && !message.holder().organization().equals(organization);
        count.changed += other || elsewhere ? 1 : 0;
    }
}
