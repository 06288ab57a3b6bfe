package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Polls;
import feedback.pos.Pos;
import feedback.pos.organization.Person;
import feedback.pos.organization.Territory;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Receipt;
import feedback.pos.poll.Vote;
import feedback.pos.poll.VoteChannel;
import feedback.pos.poll.Way;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Putting ballots into the box: one's own, those of others, paper; and looking whether a receipt holds. */
final class BallotCalls {
    private static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");
    private static final int MOST_SHEETS = 500;
    private static final int LONGEST_KEY = 200;
    private static final int CODE_HOLDS_SECONDS = 600;

    private final Pos pos;
    private final Polls.@Nullable CodeSender sender;
    private final boolean isDemo;

    /** @param isDemo whether codes stand in the answer, since there are no phones */
    BallotCalls(Pos pos, Polls.@Nullable CodeSender sender, boolean isDemo) {
        this.pos = pos;
        this.sender = sender;
        this.isDemo = isDemo;
    }

    List<Route> routes() {
        return List.of(
                Route.post(PollCalls.POLL + "/ballots", Access.ANYBODY, this::cast),
                Route.post(PollCalls.POLL + "/papers", Access.OFFICIAL, this::papers),
                Route.post(PollCalls.POLL + "/codes", Access.OFFICIAL, this::code),
                Route.get(PollCalls.POLL + "/receipts/{receipt}", Access.ANYBODY, this::receipt));
    }

    private Reply cast(Call call) {
        Poll poll = pos.polls().atBox(PollCalls.id(call), call.actor());
        Body body = call.requiredBody();
        String choices = body.json("choices");
        if (choices == null) {
            body.wrong("choices", "field.missing");
        }
        Way way = way(body, poll, call);
        String once = body.text("once");
        if (once != null && (once.isBlank() || once.length() > LONGEST_KEY)) {
            body.wrong("once", "text.tooLong", LONGEST_KEY);
        }
        body.done();
        Vote vote = new Vote(
                way, choices == null ? "" : choices, once == null ? key(call) : once, device(call), network(call));
        if (way instanceof Way.Self && poll.plan().electorate().asksWhoOneIs()) {
            remember(call.caller().profile());
        }
        Receipt receipt = pos.polls().cast(poll.id(), vote, call.actor());
        return Reply.json(201, of(receipt))
                .with(Headers.LOCATION, call.address(PollCalls.POLLS + "/" + poll.id() + "/receipts/" + receipt));
    }

    /** What the identity provider says counts, and is written down once the rules of a poll ask for it. */
    private void remember(@Nullable Person profile) {
        if (profile != null
                && (profile.born() != null
                        || profile.residence() != null
                        || profile.registration() != null
                        || profile.assurance() != null)
                && !pos.people().find(profile.id()).equals(Optional.of(profile))) {
            pos.people().put(profile);
        }
    }

    /** What stands for a repeated request; without meaning for another person, whose key would be the same by chance or on purpose. */
    private static @Nullable String key(Call call) {
        String key = call.header(IDEMPOTENCY_KEY);
        if (key == null || key.isBlank()) {
            return null;
        }
        if (key.length() > LONGEST_KEY) {
            throw Refusal.field("Idempotency-Key", "text.tooLong", LONGEST_KEY);
        }
        return key;
    }

    private static Way way(Body body, Poll poll, Call call) {
        String token = body.text("token");
        String phone = body.text("phone");
        String code = body.text("code");
        LocalDate born = body.has("born") ? body.date("born") : null;
        Territory residence = residence(body);
        String person = body.text("person");
        if (Stream.of(token, phone, person).filter(Objects::nonNull).count() > 1) {
            body.wrong(person != null ? "person" : "phone", "poll.oneWay");
        }
        if (phone == null && (born != null || residence != null)) {
            body.wrong(born != null ? "born" : "residence", "poll.onlyByPhone");
        }
        if (token != null) {
            return new Way.ByToken(token);
        }
        if (phone != null) {
            if (code == null) {
                body.wrong("code", "field.missing");
            }
            return new Way.ByPhone(phone, code == null ? "" : code, born, residence);
        }
        if (person != null) {
            return new Way.ForPerson(person);
        }
        Electorate electorate = poll.plan().electorate();
        if (electorate.access() == Electorate.Access.TOKENS) {
            body.wrong("token", "field.missing");
        }
        boolean isOpenToAll = electorate.access() == Electorate.Access.ANYBODY;
        if (isOpenToAll && (call.isAnonymous() || !electorate.channels().contains(VoteChannel.ESIA))) {
            return new Way.ByLink();
        }
        if (electorate.access() != Electorate.Access.TOKENS) {
            call.caller();
        }
        return new Way.Self();
    }

    private static @Nullable Territory residence(Body body) {
        String text = body.text("residence");
        try {
            return text == null ? null : new Territory(text);
        } catch (Refusal e) {
            body.wrong("residence", e.key());
            return null;
        }
    }

    private static String network(Call call) {
        return call.sourceAddress();
    }

    /** The same address and the same program: as much as can be told without leaving something on the device. */
    private static String device(Call call) {
        String program = call.header(Headers.USER_AGENT);
        return call.sourceAddress() + " " + (program == null ? "" : program);
    }

    private static ObjectNode of(Receipt receipt) {
        return Json.object()
                .put("receipt", receipt.toString())
                .put("chain", receipt.chain())
                .put("position", receipt.position())
                .put("digest", receipt.seal());
    }

    /** Every sheet is read before the first is put into the box; sent again after a failure, those that are in it are known. */
    private Reply papers(Call call) {
        Poll poll = PollCalls.poll(pos, call);
        Body body = call.requiredBody();
        String protocol = body.required("protocol");
        int first = body.integer("first", 1, 1_000_000, 1);
        List<String> sheets = body.items("ballots");
        if (sheets.isEmpty() || sheets.size() > MOST_SHEETS) {
            body.wrong("ballots", "poll.listLength", 1, MOST_SHEETS);
        }
        for (int i = 0; i < sheets.size() && i < MOST_SHEETS; i++) {
            try {
                poll.plan().ask().read(sheets.get(i));
            } catch (Refusal e) {
                for (Refusal.Field field : e.fields()) {
                    String within =
                            field.field().startsWith("choices") ? field.field().substring(7) : "";
                    body.wrong(
                            "ballots[" + i + "]" + within,
                            field.key(),
                            field.args().toArray());
                }
            }
        }
        body.done();
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            Vote vote = new Vote(new Way.OnPaper(protocol, first + i), sheets.get(i), null, null, null);
            receipts.add(pos.polls().cast(poll.id(), vote, call.actor()));
        }
        ArrayNode items = Json.array();
        receipts.forEach(receipt -> items.add(receipt.toString()));
        ObjectNode node = Json.object().put("protocol", protocol).put("taken", receipts.size());
        node.set("receipts", items);
        return Reply.json(201, node);
    }

    private Reply code(Call call) {
        Body body = call.requiredBody();
        String phone = body.required("phone");
        body.done();
        ObjectNode node = Json.object().put("holdsSeconds", CODE_HOLDS_SECONDS);
        if (isDemo) {
            pos.polls().sendCode(PollCalls.id(call), phone, call.actor(), (to, code) -> node.put("code", code));
        } else if (sender != null) {
            pos.polls().sendCode(PollCalls.id(call), phone, call.actor(), sender);
        } else {
            throw Refusal.of(Reason.NOT_BUILT, "poll.noGateway");
        }
        return Reply.json(202, node);
    }

    private Reply receipt(Call call) {
        Poll poll = PollCalls.poll(pos, call);
        Receipt receipt = Receipt.parse(poll.id(), call.path("receipt"));
        boolean stands =
                receipt.chain() < BallotBox.CHAINS && pos.polls().audit().stands(receipt);
        return Reply.json(of(receipt).put("stands", stands));
    }
}
