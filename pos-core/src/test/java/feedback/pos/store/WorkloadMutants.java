package feedback.pos.store;

import feedback.pos.message.Message;
import feedback.pos.organization.Load;
import feedback.pos.store.Mutant.Sound;
import feedback.pos.testkit.WorkloadContract;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can go wrong when it is counted who has how much on hand. */
final class WorkloadMutants {
    private WorkloadMutants() {}

    static List<Mutant> all() {
        return List.of(
                telling("those asked about are told of alone", (storage, wanted, loads) -> {
                    Map<String, Load> more = new HashMap<>(loads);
                    more.put("somebody", Load.none());
                    return more;
                }),
                telling("each is counted apart", (storage, wanted, loads) -> {
                    Load all = loads.values().stream().reduce(Load.none(), Load::and);
                    Map<String, Load> same = new HashMap<>(loads);
                    same.replaceAll((who, load) -> all);
                    return same;
                }),
                each(
                        "what is finished is not owed",
                        (storage, who, load) -> new Load(held(storage, who).size(), load.given())),
                each("what is finished was given", (storage, who, load) -> load.open() == 0 ? Load.none() : load),
                each("what was assigned tells when", (storage, who, load) -> new Load(load.open(), null)),
                each(
                        "the time is that of the assignment, not of the message",
                        (storage, who, load) -> new Load(load.open(), newest(storage, who, each -> each.createdAt()))),
                each(
                        "the time is that of the assignment, not of what came later",
                        (storage, who, load) -> new Load(load.open(), newest(storage, who, each -> each.updatedAt()))),
                telling(
                        "a thousand are asked about at once",
                        (storage, wanted, loads) -> wanted.size() > 900 ? Map.of() : loads),
                new Mutant("names are taken to the letter", WorkloadContract.class, () -> new Sound() {
                    @Override
                    public Map<String, Load> workload(Collection<String> executors) {
                        Map<String, Load> loads = new HashMap<>();
                        for (String each : executors) {
                            String other = each.substring(0, 1).equals("r")
                                    ? "R" + each.substring(1).strip()
                                    : each;
                            Load load = super.workload(List.of(each, other)).values().stream()
                                    .reduce(Load.none(), Load::and);
                            loads.put(each, load);
                        }
                        return loads;
                    }
                }));
    }

    private static List<Message> held(Storage storage, String who) {
        return storage.messages().list(Filter.all(Instant.EPOCH), null, 1_000).stream()
                .filter(each -> who.equals(each.holder().executor()))
                .toList();
    }

    private static @Nullable Instant newest(Storage storage, String who, Function<Message, Instant> what) {
        return held(storage, who).stream().map(what).max(Instant::compareTo).orElse(null);
    }

    private interface Change {
        Map<String, Load> of(Storage storage, Collection<String> wanted, Map<String, Load> loads);
    }

    private interface One {
        Load of(Storage storage, String who, Load load);
    }

    private static Mutant each(String promise, One change) {
        return telling(promise, (storage, wanted, loads) -> {
            Map<String, Load> other = new HashMap<>(loads);
            other.replaceAll((who, load) -> change.of(storage, who, load));
            return other;
        });
    }

    private static Mutant telling(String promise, Change change) {
        return new Mutant(promise, WorkloadContract.class, () -> new Sound() {
            @Override
            public Map<String, Load> workload(Collection<String> executors) {
                return change.of(this, executors, super.workload(executors));
            }
        });
    }
}
