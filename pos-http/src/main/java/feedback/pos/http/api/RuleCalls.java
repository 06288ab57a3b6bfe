package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.Pos.Trial;
import feedback.pos.http.region.RegionStore;
import feedback.pos.http.region.RuleStore;
import feedback.pos.http.region.RuleStore.Kept;
import feedback.pos.message.Channel;
import feedback.pos.message.Message;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.moderation.Rules;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.Headers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The auto-rules, for administrators of the whole region: the list, its change as a whole, and a dry run. */
final class RuleCalls {
    private static final String RULES = "/api/v1/rules";

    /** So many are read within a second or two, so that the caller can wait. */
    private static final int MOST_TRIED = 10_000;

    private static final int USUALLY_TRIED = 1_000;

    private final Pos pos;
    private final RuleStore store;
    private final RegionStore regions;
    private final AtomicBoolean trying = new AtomicBoolean();

    RuleCalls(Pos pos) {
        this.pos = pos;
        this.store = new RuleStore(pos.storage().records());
        this.regions = new RegionStore(pos.storage().records());
    }

    List<Route> routes() {
        return List.of(
                Route.get(RULES, Access.OFFICIAL, this::get),
                Route.put(RULES, Access.OFFICIAL, this::put),
                Route.post(RULES + "/try", Access.OFFICIAL, this::tryOut));
    }

    /** Those of the base; where none were ever stored, those that whoever embeds the platform has put in force. */
    private Kept kept() {
        return store.find().orElseGet(() -> new Kept(pos.regulation().rules(), 0));
    }

    private Reply get(Call call) {
        call.requireAdministrator(pos);
        call.query().done();
        return reply(kept(), call);
    }

    /** Never 304: the alerts may be others while the rules are the same. */
    private Reply reply(Kept kept, Call call) {
        ObjectNode node = Json.object().put("version", kept.version());
        ArrayNode rules = node.putArray("rules");
        kept.rules().all().forEach(each -> rules.add(view(each)));
        node.set("alerts", alerts(kept.rules(), call.locale()));
        return Reply.json(node)
                .with(Headers.ETAG, kept.tag())
                .with(Headers.CACHE_CONTROL, "private, no-cache")
                .with(Headers.VARY, "Authorization, Accept-Language");
    }

    private ArrayNode alerts(Rules rules, Locale locale) {
        Regulation now = pos.regulation();
        ArrayNode nodes = Json.array();
        rules.under(now.catalog(), now.directory(), LocalDate.ofInstant(pos.now(), now.zone()))
                .alerts()
                .forEach(each -> MessageView.putUnlessNull(
                        nodes.addObject()
                                .put("rule", each.rule())
                                .put("field", each.field())
                                .put("text", each.text(locale)),
                        "proposal",
                        each.proposal()));
        return nodes;
    }

    private static ObjectNode view(Rule rule) {
        ObjectNode node = Json.object().put("id", rule.id());
        MessageView.putUnlessNull(node, "note", rule.note());
        node.put("on", rule.on());
        phrases(node, "any", rule.any());
        phrases(node, "all", rule.all());
        phrases(node, "none", rule.none());
        MessageView.putUnlessNull(node, "topic", rule.topic());
        MessageView.putUnlessNull(node, "territory", rule.territory());
        Channel channel = rule.channel();
        MessageView.putUnlessNull(node, "channel", channel == null ? null : channel.name());
        MessageView.putUnlessNull(node, "organization", rule.organization());
        ObjectNode then = node.putObject("then");
        MessageView.putUnlessNull(then, "topic", rule.then().topic());
        if (rule.then().overApplicant()) {
            then.put("overApplicant", true);
        }
        MessageView.putUnlessNull(then, "organization", rule.then().organization());
        MessageView.putUnlessNull(then, "executor", rule.then().executor());
        if (rule.then().skipModerator()) {
            then.put("skipModerator", true);
        }
        MessageView.putUnlessNull(then, "hold", rule.then().hold());
        return node;
    }

    private static void phrases(ObjectNode node, String name, List<String> phrases) {
        if (!phrases.isEmpty()) {
            phrases.forEach(node.putArray(name)::add);
        }
    }

    private Reply put(Call call) {
        call.requireAdministrator(pos);
        Body body = call.requiredBody();
        if (!body.has("rules")) {
            body.wrong("rules", "field.missing");
        }
        Rules rules = rules(body);
        String wanted = call.header(Headers.IF_MATCH);
        Kept kept = store.put(rules, tag -> wanted == null || fits(wanted, tag));
        pos.amend(now -> now.with(rules));
        // Who stored later may have come here earlier: have this node, too, look once more
        regions.peopleChanged();
        return reply(kept, call);
    }

    private static boolean fits(String wanted, String tag) {
        return Arrays.stream(wanted.split(",", 100))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(tag));
    }

    /** Ends the reading of the body. */
    private Rules rules(Body body) {
        List<Rule> rules = new ArrayList<>();
        for (Body each : body.objects("rules")) {
            rules.add(rule(each));
        }
        body.done();
        Rules checked = Rules.of(rules);
        checked.checkAgainst(pos.regulation().catalog(), pos.regulation().directory());
        return checked;
    }

    private static Rule rule(Body body) {
        String id = body.required("id");
        String note = body.text("note");
        boolean on = body.flag("on", true);
        List<String> any = body.texts("any");
        List<String> all = body.texts("all");
        List<String> none = body.texts("none");
        String topic = body.text("topic");
        String territory = body.text("territory");
        Channel channel = body.choice("channel", Channel.class);
        String organization = body.text("organization");
        Body consequence = body.object("then");
        Then then = consequence == null ? new Then(null, false, null, null, false, null) : then(consequence);
        body.end();
        return new Rule(id, note, on, any, all, none, topic, territory, channel, organization, then);
    }

    private static Then then(Body body) {
        Then then = new Then(
                body.text("topic"),
                body.flag("overApplicant", false),
                body.text("organization"),
                body.text("executor"),
                body.flag("skipModerator", false),
                body.text("hold"));
        body.end();
        return then;
    }

    private Reply tryOut(Call call) {
        call.requireAdministrator(pos);
        Body body = call.body();
        boolean given = body.has("rules");
        int newest = body.integer("newest", 1, MOST_TRIED, USUALLY_TRIED);
        Rules rules = rules(body);
        if (!given) {
            rules = kept().rules();
        }
        // One at a time on a node: each reads many messages
        if (!trying.compareAndSet(false, true)) {
            throw Refusal.of(Reason.CONFLICT, "rules.trying");
        }
        try {
            ObjectNode node = view(pos.dryRun(rules, newest, any -> {}));
            node.set("alerts", alerts(rules, call.locale()));
            return Reply.json(node);
        } finally {
            trying.set(false);
        }
    }

    private ObjectNode view(Trial trial) {
        ObjectNode node = Json.object().put("examined", trial.examined()).put("fired", trial.fired());
        ArrayNode items = node.putArray("items");
        Map<UUID, String> numbers = numbers(trial);
        for (Trial.Fired each : trial.rules()) {
            ObjectNode item = items.addObject()
                    .put("rule", each.rule())
                    .put("fired", each.fired())
                    .put("decided", each.decided())
                    .put("agreed", each.agreed())
                    .put("changed", each.changed());
            ArrayNode samples = item.putArray("samples");
            for (UUID id : each.samples()) {
                @Nullable String number = numbers.get(id);
                if (number != null) {
                    samples.addObject().put("id", id.toString()).put("number", number);
                }
            }
        }
        return node;
    }

    /** At most 20 for each of 500 rules, a thousand at a time. */
    private Map<UUID, String> numbers(Trial trial) {
        List<UUID> ids = trial.rules().stream()
                .flatMap(each -> each.samples().stream())
                .distinct()
                .toList();
        Map<UUID, String> numbers = new HashMap<>();
        for (int from = 0; from < ids.size(); from += 1_000) {
            List<UUID> page = ids.subList(from, Math.min(from + 1_000, ids.size()));
            for (Message each : pos.storage().messages().findAll(page)) {
                numbers.put(each.id(), each.number());
            }
        }
        return numbers;
    }
}
