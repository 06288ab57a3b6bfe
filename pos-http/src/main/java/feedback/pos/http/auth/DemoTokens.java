package feedback.pos.http.auth;

import feedback.pos.Pos;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Assurance;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fixed tokens of the demo: everybody knows them, so they hold on a machine of one's own only. A token is
 * {@code demo-} and the id of its person. Immutable and thread-safe.
 */
public final class DemoTokens implements Identity {
    private static final String MARK = "demo-";
    private static final int CITIZENS = 9;
    private static final LocalDate ELDEST = LocalDate.of(1950, 3, 8);
    private static final LocalDate YOUNGEST = LocalDate.of(2016, 9, 1);

    private final Map<String, Caller> callers;

    private DemoTokens(Map<String, Caller> callers) {
        this.callers = callers;
    }

    /**
     * The tokens for a region.
     *
     * @param root the id of the organization at the top
     */
    public static DemoTokens of(Directory directory, String root) {
        Map<String, Set<Grant>> staff = staff(directory, root);
        return new DemoTokens(people().stream()
                .collect(Collectors.toUnmodifiableMap(
                        DemoTokens::tokenOf,
                        person -> new Caller(
                                new Actor(person.id(), staff.getOrDefault(person.id(), Set.of())), person))));
    }

    /** The tokens for whichever region is in force. */
    public static Identity following(Pos pos) {
        return new Following(pos);
    }

    private static final class Following implements Identity {
        private final Pos pos;
        private volatile Under ready;

        private record Under(Regulation regulation, DemoTokens tokens) {
            static Under of(Regulation regulation) {
                return new Under(regulation, DemoTokens.of(regulation.directory(), regulation.root()));
            }
        }

        Following(Pos pos) {
            this.pos = pos;
            this.ready = Under.of(pos.regulation());
        }

        @Override
        public Optional<Caller> identify(String token) {
            Under under = ready;
            Regulation now = pos.regulation();
            if (!under.regulation().equals(now)) {
                under = Under.of(now);
                ready = under;
            }
            return under.tokens().identify(token);
        }
    }

    /** The people behind the tokens. */
    public static List<Person> people() {
        List<Person> people = new ArrayList<>();
        List<String> citizens = List.of(
                "Анна Соколова",
                "Пётр Ильич Воронин",
                "Мария Сергеевна Лебедева",
                "Рустам Галиев",
                "Ольга Николаевна Фомина",
                "Дмитрий Андреевич Ершов",
                "Светлана Ким",
                "Иван Петрович Гончаров",
                "Елена Викторовна Зуева");
        for (int i = 1; i <= CITIZENS; i++) {
            people.add(citizen(i, citizens.get(i - 1)));
        }
        people.add(person("operator", "Оператор (демо)"));
        people.add(person("moderator", "Модератор (демо)"));
        people.add(person("coordinator", "Координатор (демо)"));
        people.add(person("executor", "Исполнитель (демо)"));
        people.add(person("head", "Руководитель (демо)"));
        people.add(person("superior-coordinator", "Координатор вышестоящего органа (демо)"));
        people.add(person("superior-executor", "Исполнитель вышестоящего органа (демо)"));
        people.add(person("superior-head", "Руководитель вышестоящего органа (демо)"));
        people.add(person("curator", "Куратор (демо)"));
        people.add(person("admin", "Администратор (демо)"));
        people.add(person("analyst", "Аналитик (демо)"));
        people.add(person("polls", "Организатор опросов (демо)"));
        return people;
    }

    /** The token of one of them. */
    public static String tokenOf(Person person) {
        return MARK + person.id();
    }

    /** All live in the regional centre but the eighth, who lives elsewhere; the ninth is too young to vote on projects. */
    private static Person citizen(int number, String name) {
        Person known = person("citizen-" + number, name);
        return new Person(
                known.id(),
                name,
                known.email(),
                "+7 900 000-00-0" + number,
                number == CITIZENS ? YOUNGEST : ELDEST.plusYears(5L * number),
                new Territory(number == CITIZENS - 1 ? "45000000" : "38701000"),
                null,
                Assurance.CONFIRMED);
    }

    private static Person person(String id, String name) {
        return new Person(id, name, id + "@example.org", null);
    }

    /**
     * The rights of the officials behind the tokens, person id → rights: at every body directly below the region, and so
     * in everything below them; at the region for the superiors.
     */
    public static Map<String, Set<Grant>> staff(Directory directory, String root) {
        Map<String, Set<Grant>> staff = new LinkedHashMap<>();
        for (Role role : List.of(Role.OPERATOR, Role.MODERATOR, Role.COORDINATOR, Role.EXECUTOR, Role.HEAD)) {
            staff.put(
                    role.name().toLowerCase(Locale.ROOT),
                    directory.children(root).stream()
                            .map(Organization::id)
                            .map(id -> new Grant(role, id))
                            .collect(Collectors.toUnmodifiableSet()));
        }
        staff.put("superior-coordinator", Set.of(new Grant(Role.COORDINATOR, root)));
        staff.put("superior-executor", Set.of(new Grant(Role.EXECUTOR, root)));
        staff.put("superior-head", Set.of(new Grant(Role.HEAD, root)));
        staff.put("curator", Set.of(new Grant(Role.CURATOR, root)));
        staff.put("analyst", Set.of(new Grant(Role.ANALYST, root)));
        staff.put("polls", Set.of(new Grant(Role.POLL_MANAGER, root)));
        staff.put(
                "admin",
                Arrays.stream(Role.values())
                        .filter(Role::isOfficial)
                        .map(role -> new Grant(role, root))
                        .collect(Collectors.toUnmodifiableSet()));
        return staff;
    }

    @Override
    public Optional<Caller> identify(String token) {
        return Optional.ofNullable(callers.get(token));
    }
}
