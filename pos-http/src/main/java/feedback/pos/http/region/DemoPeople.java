package feedback.pos.http.region;

import feedback.pos.message.Message;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Organization;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Who wrote and who answered in the sample region: citizens by name, and for each act an official who may do it. */
final class DemoPeople {
    /** As many citizens have a token of their own. */
    private static final int CITIZENS = 9;

    private static final int RESIDENTS = 70;
    private static final List<String> WOMEN =
            List.of("Наталья", "Ирина", "Татьяна", "Галина", "Юлия", "Любовь", "Екатерина", "Надежда", "Вера", "Алина");
    private static final List<String> MEN =
            List.of("Алексей", "Сергей", "Андрей", "Виктор", "Николай", "Роман", "Игорь", "Олег", "Максим", "Геннадий");
    private static final List<String> SURNAMES = List.of(
            "Агафонов",
            "Быков",
            "Воробьёв",
            "Горохов",
            "Дёмин",
            "Жуков",
            "Захаров",
            "Калинин",
            "Ларин",
            "Мальцев",
            "Носов",
            "Озеров",
            "Панов",
            "Рыжов",
            "Савин",
            "Тихонов",
            "Уваров",
            "Филатов",
            "Чернов",
            "Шубин");

    private final OrganizationTree tree;
    private final Random random;

    DemoPeople(OrganizationTree tree, Random random) {
        this.tree = tree;
        this.random = random;
    }

    /** The id of somebody who writes: now and then one of those who have a token. */
    String applicant() {
        return random.nextInt(4) == 0
                ? "citizen-" + (1 + random.nextInt(CITIZENS))
                : "resident-" + (1 + random.nextInt(RESIDENTS));
    }

    /** The residents without a token. */
    static List<Person> residents() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < RESIDENTS; i++) {
            boolean woman = i % 5 < 3;
            List<String> names = woman ? WOMEN : MEN;
            String surname = SURNAMES.get((i * 7) % SURNAMES.size()) + (woman ? "а" : "");
            String id = "resident-" + (i + 1);
            people.add(new Person(id, names.get((i / 2) % names.size()) + " " + surname, id + "@example.org", null));
        }
        return people;
    }

    /** Somebody who holds the role where the message is, or as near above as there is anybody. */
    Optional<Actor> official(Role role, Message message) {
        List<String> path = new ArrayList<>(message.holder().path());
        Collections.reverse(path);
        for (String organization : path) {
            List<String> people = new ArrayList<>(tree.people(organization, role));
            people.removeAll(message.links().excludedPeople());
            if (!people.isEmpty()) {
                return Optional.of(tree.actor(people.get(random.nextInt(people.size()))));
            }
        }
        return Optional.empty();
    }

    /** The executor the message was given to, if that is somebody who may act, else another one. */
    Optional<Actor> executor(Message message) {
        String named = message.holder().executor();
        if (named != null
                && tree.actor(named).holds(Role.EXECUTOR, message.holder().path())) {
            return Optional.of(tree.actor(named));
        }
        return official(Role.EXECUTOR, message);
    }

    /** The body above, and so another place where a misdirected message may go. */
    Optional<Organization> above(Message message) {
        return tree.superior(message.holder().organization());
    }
}
