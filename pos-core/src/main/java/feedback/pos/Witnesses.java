package feedback.pos;

import feedback.pos.insight.Burst;
import feedback.pos.insight.Problem.Evidence;
import feedback.pos.insight.Zone;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.store.Filter;
import feedback.pos.text.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the messages of a burst: who wrote them, what they have in common, who holds them. One question to the store each. */
final class Witnesses {
    private static final int MOST = 1_000;
    private static final int SHOWN = 100;
    private static final int COMPARED = 60;
    private static final int MOST_WORDS = 6;
    private static final int CHARACTERS = 1_000;
    private static final int MOST_BODIES = 100;

    /** A word is many people's if so many of them wrote it, and so large a share. */
    private static final int MANY = 3;

    private static final double MUCH = 0.3;

    /** Of rows of another system's table the applicant is the table. */
    private static final String IMPORTED = "import:";

    private final Office office;
    private final Instant now;
    private final Map<String, List<Message>> seen = new HashMap<>();

    Witnesses(Office office, Instant now) {
        this.office = office;
        this.now = now;
    }

    /** The newest messages of a burst, at most 1,000. */
    private List<Message> messages(Burst burst) {
        String what = burst.topic() + " " + burst.zone() + " " + burst.from();
        return seen.computeIfAbsent(what, any -> {
            Zone zone = burst.zone();
            ZoneId days = office.regulation().zone();
            Filter filter = Filter.all(now)
                    .withTopic(burst.topic())
                    .withFrom(burst.from().atStartOfDay(days).toInstant())
                    .withTo(burst.to().plusDays(1).atStartOfDay(days).toInstant())
                    .withBox(
                            zone.isWhole()
                                    ? null
                                    : new Filter.Box(zone.west(), zone.south(), zone.east(), zone.north()));
            return office.storage().messages().list(filter, null, MOST).stream()
                    .filter(message ->
                            Tallies.tells(message.stage(), message.links().round()))
                    .filter(message -> zone.isWhole()
                            || message.submission().location() != null
                                    && zone.contains(message.submission().location()))
                    .toList();
        });
    }

    /** How many persons wrote: of very many messages, as many as the newest thousand let expect. */
    int persons(Burst burst) {
        List<Message> messages = messages(burst);
        if (messages.isEmpty()) {
            return 0;
        }
        long persons = count(messages);
        return messages.size() < MOST ? (int) persons : (int) (persons * burst.messages() / messages.size());
    }

    private static int count(List<Message> messages) {
        Set<String> persons = new HashSet<>();
        for (Message message : messages) {
            Submission sent = message.submission();
            String applicant = sent.applicant();
            boolean isKnown = !applicant.isEmpty() && !applicant.startsWith(IMPORTED) && !message.isAnonymous();
            persons.add(isKnown ? applicant : message.id().toString());
            persons.addAll(sent.coApplicants());
        }
        return persons.size();
    }

    Evidence evidence(Burst burst) {
        List<Message> messages = messages(burst);
        Set<String> bodies = new LinkedHashSet<>();
        List<String> common = new ArrayList<>();
        int followers = 0;
        for (Message message : messages) {
            List<String> path = message.holder().path();
            if (common.isEmpty()) {
                common.addAll(path);
            }
            int same = 0;
            while (same < Math.min(common.size(), path.size())
                    && common.get(same).equals(path.get(same))) {
                same++;
            }
            common.subList(same, common.size()).clear();
            path.stream()
                    .filter(each -> bodies.size() < MOST_BODIES || common.contains(each))
                    .forEach(bodies::add);
            followers += message.links().joined() == null ? 0 : 1;
        }
        List<Message> newest = messages.subList(0, Math.min(SHOWN, messages.size()));
        return new Evidence(
                newest.stream().map(Message::id).toList(),
                count(messages),
                messages.size(),
                followers,
                words(burst, newest),
                alike(newest),
                List.copyOf(bodies),
                common.isEmpty() ? office.regulation().root() : common.get(common.size() - 1));
    }

    private static double alike(List<Message> messages) {
        List<Wording> wordings = messages.stream()
                .limit(COMPARED)
                .map(each -> Wording.of(each.submission().text()))
                .toList();
        double enough = 0.45;
        int found = 0;
        for (int i = 0; i < wordings.size(); i++) {
            double[] likeness = wordings.get(i).likeTo(wordings);
            boolean isAlike = false;
            for (int j = 0; j < likeness.length; j++) {
                isAlike |= j != i && likeness[j] >= enough;
            }
            found += isAlike ? 1 : 0;
        }
        return wordings.isEmpty() ? 0 : Math.round(100.0 * found / wordings.size()) / 100.0;
    }

    // Words

    private List<String> words(Burst burst, List<Message> messages) {
        Map<String, Map<String, Integer>> here = stems(messages);
        Set<Object> own = new HashSet<>();
        messages.forEach(each -> own.add(each.id()));
        List<Message> others =
                office.storage().messages().list(Filter.all(now).withTopic(burst.topic()), null, 2 * SHOWN).stream()
                        .filter(each -> !own.contains(each.id()))
                        .limit(SHOWN)
                        .toList();
        Map<String, Map<String, Integer>> elsewhere = stems(others);
        record Shared(String word, double share) {}
        List<Shared> shared = new ArrayList<>();
        here.forEach((stem, forms) -> {
            int count = sum(forms);
            double share = count / (double) messages.size();
            double usual = sum(elsewhere.getOrDefault(stem, Map.of())) / (double) Math.max(1, others.size());
            if (count >= MANY && share >= MUCH && share > 2 * usual) {
                String form = forms.entrySet().stream()
                        .max(Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                        .map(Map.Entry::getKey)
                        .orElse(stem);
                shared.add(new Shared(form, share * (share - usual)));
            }
        });
        shared.sort(Comparator.comparingDouble((Shared each) -> -each.share()).thenComparing(Shared::word));
        return shared.stream().limit(MOST_WORDS).map(Shared::word).toList();
    }

    private static int sum(Map<String, Integer> forms) {
        return forms.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Of each stem, in how many messages it stands, by how it is written there. */
    private static Map<String, Map<String, Integer>> stems(List<Message> messages) {
        Map<String, Map<String, Integer>> stems = new HashMap<>();
        for (Message message : messages) {
            Map<String, String> once = new LinkedHashMap<>();
            for (Words.Word word : Words.of(message.submission().text(), CHARACTERS)) {
                if (word.form().length() > 2 && !Wording.isEverybodys(word.form())) {
                    once.putIfAbsent(word.stem(), word.form());
                }
            }
            once.forEach((stem, form) ->
                    stems.computeIfAbsent(stem, any -> new HashMap<>()).merge(form, 1, Integer::sum));
        }
        return stems;
    }
}
