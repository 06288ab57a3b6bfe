package feedback.pos.http.command;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.codec.Codec;
import feedback.pos.http.command.RemotePoll.Denied;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.Receipt;
import feedback.pos.store.BallotBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stranger's check of a poll: nothing is believed that can be worked out from what everybody may read. For one thread. */
final class PollCheck {
    private static final int MOST_PAGES = 10_000;

    private final RemotePoll remote;
    private final UUID id;
    private final Path folder;
    private final List<Receipt> receipts;
    private final List<Path> kept;
    private final CountCheck.Progress progress;
    private final Findings findings = new Findings();
    /** Seals that were published or kept, by «chain/position». */
    private final Map<String, String> heads = new HashMap<>();

    private final long[] ends = new long[BallotBox.CHAINS];
    private final Map<String, Object> result = new LinkedHashMap<>();

    /**
     * @param folder where everything that is read is put, for whoever wants to look into it
     * @param receipts that ought to stand
     * @param kept files {@code audit.json} of earlier checks, whose heads must still hold
     */
    PollCheck(
            RemotePoll remote,
            UUID id,
            Path folder,
            List<Receipt> receipts,
            List<Path> kept,
            CountCheck.Progress progress) {
        this.remote = remote;
        this.id = id;
        this.folder = folder;
        this.receipts = List.copyOf(receipts);
        this.kept = List.copyOf(kept);
        this.progress = progress;
    }

    Findings findings() {
        return findings;
    }

    /** Checks all that can be checked; what was found out besides comes back, for whoever reads JSON. */
    Map<String, Object> run() throws IOException, Denied, CommandFault {
        JsonNode poll = poll();
        String digest = poll.path("digest").asText();
        String stage = poll.path("stage").asText();
        result.put("poll", id.toString());
        result.put("title", poll.path("title").asText());
        result.put("stage", stage);
        result.put("rules", digest);
        JsonNode rules = rules(digest);
        findings.same("title", poll.path("title").asText(), rules.path("title").asText());
        readHeads(digest);
        boolean isVote = rules.path("vote").isObject();
        if (stage.equals("OPEN")) {
            askReceipts("the poll is open");
            findings.unchecked("ballots and count: the poll is open, and its ballots are shown when it is over");
        } else if (!isVote) {
            askReceipts("the answers of a survey are not public");
            findings.unchecked("ballots and count: answers of a survey are for those who keep it, since many answers "
                    + "together can tell of whom they are");
        } else {
            checkBallots(poll, rules);
        }
        return result;
    }

    private JsonNode poll() throws IOException, Denied, CommandFault {
        try {
            return saved("poll.json", "");
        } catch (Denied e) {
            if (e.status() == 404) {
                throw CommandFault.wrongCall("there is no such poll, or it was not opened yet");
            }
            throw e;
        }
    }

    private JsonNode saved(String name, String path) throws IOException, Denied {
        byte[] bytes = remote.bytes(path);
        Files.write(folder.resolve(name), bytes);
        return RemotePoll.MAPPER.readTree(bytes);
    }

    private JsonNode rules(String digest) throws IOException, Denied {
        byte[] bytes = remote.bytes("/rules");
        Files.write(folder.resolve("rules.json"), bytes);
        try {
            String made = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
            findings.same("digest of the rules", digest, made);
            findings.checked("rules: their digest is " + made);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        return RemotePoll.MAPPER.readTree(bytes);
    }

    private void readHeads(String digest) throws IOException, Denied {
        for (Path each : kept) {
            JsonNode file = RemotePoll.MAPPER.readTree(Files.readAllBytes(each));
            findings.same("digest of the rules in " + each, file.path("rules").asText(), digest);
            file.path("published").forEach(one -> known(one.path("heads"), null));
            known(file.path("now").path("heads"), null);
        }
        long[] longest = new long[BallotBox.CHAINS];
        List<JsonNode> published = new ArrayList<>();
        String next = "";
        JsonNode page;
        int pages = 0;
        do {
            page = remote.json("/audit?verify=false" + next);
            page.path("published").forEach(published::add);
            next = "&after=" + page.path("next").asText();
            pages++;
        } while (page.path("next").isTextual() && pages < MOST_PAGES);
        findings.same("digest of the rules beside the heads", page.path("rules").asText(), digest);
        published.forEach(each -> known(each.path("heads"), longest));
        JsonNode now = page.path("now").path("heads");
        known(now, longest);
        now.forEach(head -> ends[chain(head)] = head.path("length").asLong());
        for (int chain = 0; chain < longest.length; chain++) {
            findings.require(
                    longest[chain] <= ends[chain], "chain " + chain + " was longer when its head was published");
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("poll", page.path("poll"));
        all.put("rules", page.path("rules"));
        all.put("now", page.path("now"));
        all.put("published", published);
        Files.writeString(folder.resolve("audit.json"), RemotePoll.MAPPER.writeValueAsString(all));
        findings.checked("heads: published " + published.size() + " times, never shorter, each with one seal"
                + (kept.isEmpty() ? "" : "; those of " + kept.size() + " earlier checks are among them"));
    }

    /** @param longest how long chains were so far, in the order of time; null where no order is known */
    private void known(JsonNode published, long @Nullable [] longest) {
        for (JsonNode head : published) {
            int chain = chain(head);
            long length = head.path("length").asLong();
            String place = chain + "/" + length;
            String seal = head.path("digest").asText();
            String before = heads.putIfAbsent(place, seal);
            findings.require(before == null || before.equals(seal), "ballot " + place + " has two seals");
            if (longest != null) {
                findings.require(length >= longest[chain], "chain " + chain + " became shorter: " + length);
                longest[chain] = Math.max(length, longest[chain]);
            }
        }
    }

    private int chain(JsonNode head) {
        int chain = head.path("chain").asInt(-1);
        if (chain < 0 || chain >= BallotBox.CHAINS) {
            findings.fault("there is a head of chain " + head.path("chain"));
            return 0;
        }
        return chain;
    }

    private void askReceipts(String why) throws IOException, Denied {
        for (Receipt receipt : receipts) {
            boolean stands = remote.json("/receipts/" + receipt).path("stands").asBoolean();
            findings.require(stands, "the ballot of receipt " + receipt + " is gone");
            String head = heads.get(receipt.chain() + "/" + receipt.position());
            findings.require(
                    head == null || head.equals(receipt.seal()),
                    "receipt " + receipt + " has another seal than the head that was published");
        }
        if (!receipts.isEmpty()) {
            findings.checked("receipts: " + receipts.size() + ", by the word of the server alone, since " + why);
        }
    }

    private void checkBallots(JsonNode poll, JsonNode rules) throws IOException, Denied {
        Map<String, String> given = new HashMap<>();
        for (Receipt receipt : receipts) {
            given.put(receipt.chain() + "/" + receipt.position(), receipt.seal());
        }
        JsonNode results;
        try {
            results = saved("results.json", "/results");
            // Shown before the ballots are, where the results are live and the poll is over
            remote.bytes("/audit/lines?limit=1");
        } catch (Denied e) {
            if (e.status() != 403) {
                throw e;
            }
            askReceipts("the results are not published yet");
            findings.unchecked("ballots and count: the results are not published yet");
            return;
        }
        ProjectVote vote = new Codec().readRecord(rules.path("vote").toString(), ProjectVote.class);
        boolean revoting = rules.path("revoting").asBoolean();
        ChainCheck chains = new ChainCheck(remote, id, revoting, ends, heads, given, findings);
        CountCheck count = new CountCheck(vote, rules, revoting, folder, findings, progress);
        count.lines(chains);
        findings.checked("seals: " + chains.lines()
                + " ballots, each sealed over the one before it; the published heads lie in the chains");
        if (!receipts.isEmpty()) {
            findings.checked("receipts: " + receipts.size() + " stand among the ballots");
        }
        Path file = folder.resolve("export.pb");
        remote.file("/export.pb", file);
        count.file(file);
        result.putAll(count.compare(results, poll));
    }
}
