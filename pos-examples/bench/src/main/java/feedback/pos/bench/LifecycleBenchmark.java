package feedback.pos.bench;

import feedback.pos.Messages;
import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.organization.Actor;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How many whole lives of messages a second: submit, moderate, assign, draft, approve, rate. */
final class LifecycleBenchmark implements Benchmark {
    private static final int[] CLIENTS = {64, 4, 1};
    private static final String ANSWER =
            "Яма засыпана и заасфальтирована, работы приняты комиссией с участием жителей дома."
                    + " Гарантийный срок на выполненные работы составляет два года.";

    @Override
    public String about() {
        return "whole lives of messages, by 1, 4 and 64 clients, beside the same rows by plain JDBC";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        Setting setting = Setting.withBase(plan)
                .with("case", "submit, moderate, assign, draft, approve, rate")
                .with("notThereYet", "the workflow engine Flowable as a peer comes with its own issue");
        Path ours = plan.folder().resolve("pos");
        try (Town town = Town.in(ours, InstantSource.system());
                HandWritten peer = HandWritten.in(plan.folder().resolve("peer")).startWriter()) {
            List<Step> steps = steps(town, ours);
            setting.with(
                    "bytesEach",
                    steps.stream().mapToLong(each -> each.lines().bytes()).sum());
            Duration round = plan.round(2 * CLIENTS.length);
            Rounds rounds = new Rounds();
            for (int clients : CLIENTS) {
                rounds.add(ours(clients), () -> Clients.perSecond(clients, round, client -> live(town)));
                rounds.add(peer(clients), () -> Clients.perSecond(clients, round, client -> write(peer, steps)));
            }
            Map<String, Double> medians = rounds.run();
            List<Measure> measures = new ArrayList<>();
            for (int clients : CLIENTS) {
                measures.add(Measure.of(
                        clients == 1 ? "1 client" : clients + " clients",
                        medians.getOrDefault(ours(clients), 0.0),
                        "cases/s",
                        new Peer(
                                "hand-written JDBC, the same rows, one writer commits for all who wait",
                                medians.getOrDefault(peer(clients), 0.0))));
            }
            return new Result("lifecycle", measures.get(0), measures.subList(1, measures.size()), setting.facts());
        }
    }

    private static String ours(int clients) {
        return "ours " + clients;
    }

    private static String peer(int clients) {
        return "peer " + clients;
    }

    /** A verb of the case. */
    private interface Verb {
        Message act(Messages messages, Message message);
    }

    private static Map<String, Verb> verbs() {
        Actor official = Town.OFFICIAL;
        Map<String, Verb> verbs = new LinkedHashMap<>();
        verbs.put("moderate", (all, one) -> all.accept(one.id(), null, null, official));
        verbs.put("assign", (all, one) -> all.assign(one.id(), null, null, official));
        verbs.put("draft", (all, one) -> all.draft(one.id(), Outcome.SOLVED, ANSWER, official));
        verbs.put("approve", (all, one) -> all.approve(one.id(), official));
        verbs.put(
                "rate",
                (all, one) -> all.rate(
                        one.id(), 5, null, Actor.citizen(one.submission().applicant())));
        return verbs;
    }

    private static void live(Town town) {
        Messages messages = town.pos().messages();
        Message message = messages.submit(town.letter());
        for (Verb verb : verbs().values()) {
            message = verb.act(messages, message);
        }
    }

    /** What one verb writes. */
    private record Step(Lines lines, int expected) {}

    private static List<Step> steps(Town town, Path folder) throws Exception {
        List<Step> steps = new ArrayList<>();
        try (Connection look = HandWritten.look(folder)) {
            Messages messages = town.pos().messages();
            Message message = messages.submit(town.letter());
            steps.add(new Step(Lines.read(look, message.id(), 0), 0));
            for (Verb verb : verbs().values()) {
                int before = message.version();
                message = verb.act(messages, message);
                steps.add(new Step(Lines.read(look, message.id(), before), before));
            }
        }
        return steps;
    }

    private static void write(HandWritten peer, List<Step> steps) {
        UUID id = peer.newId();
        for (Step step : steps) {
            peer.together(HandWritten.Act.of(id, step.lines(), step.expected()));
        }
    }
}
