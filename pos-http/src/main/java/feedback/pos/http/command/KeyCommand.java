package feedback.pos.http.command;

import feedback.pos.http.auth.ApiKeys;
import feedback.pos.http.auth.ApiKeys.ApiKey;
import feedback.pos.http.region.Region;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keys with which programs call the server. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes API keys.",
        subcommands = {KeyCommand.Create.class, KeyCommand.ListAll.class, KeyCommand.Revoke.class})
@SuppressWarnings("NullAway.Init")
final class KeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Running.run(spec, () -> {
            throw CommandFault.wrongCall("key needs one of: create, list, revoke");
        });
    }

    private static Map<String, Object> json(ApiKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("label", key.label());
        json.put("person", key.person());
        List<Map<String, String>> grants = new ArrayList<>();
        key.grants()
                .forEach(each -> grants.add(Map.of("role", each.role().name(), "organization", each.organization())));
        json.put("grants", grants);
        json.put("created", key.created().toString());
        json.put("revoked", key.revoked() == null ? null : key.revoked().toString());
        return json;
    }

    private static String line(ApiKey key) {
        String grants = key.grants().stream()
                .map(each -> each.role() + "@" + each.organization())
                .sorted()
                .collect(Collectors.joining(" "));
        return key.id() + "  " + key.label() + "  " + key.person() + "  " + grants + "  " + key.created()
                + (key.revoked() == null ? "" : "  revoked " + key.revoked());
    }

    /** Makes a key. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a key and shows it, once; only its digest is kept.")
    @SuppressWarnings("NullAway.Init")
    static final class Create implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private BaseOptions base;

        @Mixin
        private Output output;

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "What the key may do, such as OPERATOR; may be given several times.")
        private List<String> roles;

        @Option(
                names = "--organization",
                required = true,
                paramLabel = "ORG",
                description = "Where: the id of an organization; everything below it is included.")
        private String organization;

        @Option(
                names = "--person",
                paramLabel = "ID",
                description = "In whose name it acts. Default: «key:» and the label.")
        private @Nullable String person;

        @Option(names = "--label", paramLabel = "TEXT", description = "What it is for. Default: the role.")
        private @Nullable String label;

        @Override
        public Integer call() {
            return Running.run(spec, this::create);
        }

        private void create() throws Exception {
            List<Role> wanted = new ArrayList<>();
            for (String each : roles) {
                wanted.add(role(each));
            }
            try (Storage storage = base.openExisting()) {
                Region region = BaseOptions.region(storage);
                if (region.tree().find(organization).isEmpty()) {
                    throw CommandFault.wrongCall(
                            "unknown organization " + organization + "; the top is " + region.root());
                }
                Set<Grant> grants = new LinkedHashSet<>();
                wanted.forEach(each -> grants.add(new Grant(each, organization)));
                String name = label != null
                        ? label
                        : wanted.stream().map(Role::name).collect(Collectors.joining(" ")) + " " + organization;
                ApiKeys.Issued issued = new ApiKeys(storage.records())
                        .create(name, new Actor(person == null ? "key:" + name : person, grants), Instant.now());
                Map<String, Object> json = json(issued.key());
                json.remove("revoked");
                json.put("secret", issued.secret());
                output.print(json, line(issued.key()) + System.lineSeparator() + issued.secret());
                output.note("Keep the key: it is not shown again.");
            }
        }

        /** A role by its name or by a beginning that no other role has. */
        private static Role role(String text) throws CommandFault {
            String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
            List<Role> official =
                    Stream.of(Role.values()).filter(Role::isOfficial).toList();
            List<Role> found = official.stream()
                    .filter(each -> !wanted.isEmpty() && each.name().startsWith(wanted))
                    .toList();
            if (found.size() != 1) {
                throw CommandFault.wrongCall("--role: " + text + " is none of "
                        + official.stream().map(Role::name).collect(Collectors.joining(", ")));
            }
            return found.get(0);
        }
    }

    /** Lists the keys. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys, revoked ones too.")
    @SuppressWarnings("NullAway.Init")
    static final class ListAll implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private BaseOptions base;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            return Running.run(spec, this::list);
        }

        private void list() throws Exception {
            try (Storage storage = base.openExisting()) {
                List<ApiKey> keys = new ApiKeys(storage.records()).list();
                output.print(
                        Map.of("keys", keys.stream().map(KeyCommand::json).toList()),
                        keys.isEmpty()
                                ? "no keys"
                                : keys.stream()
                                        .map(KeyCommand::line)
                                        .collect(Collectors.joining(System.lineSeparator())));
            }
        }
    }

    /** Shuts a key. */
    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Shuts a key for good.")
    @SuppressWarnings("NullAway.Init")
    static final class Revoke implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private BaseOptions base;

        @Mixin
        private Output output;

        @Parameters(paramLabel = "ID", description = "As list shows it.")
        private String id;

        @Override
        public Integer call() {
            return Running.run(spec, this::revoke);
        }

        private void revoke() throws Exception {
            try (Storage storage = base.openExisting()) {
                ApiKey key = new ApiKeys(storage.records()).revoke(id, Instant.now());
                output.print(json(key), line(key));
            }
        }
    }
}
