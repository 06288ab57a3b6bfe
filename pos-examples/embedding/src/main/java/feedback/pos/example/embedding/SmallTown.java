package feedback.pos.example.embedding;

import static feedback.pos.organization.Organization.Level.INSTITUTION;
import static feedback.pos.organization.Organization.Level.MUNICIPALITY;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.organization.Organization;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The rules of a small town: who there is, what messages are about, and who gets them. */
final class SmallTown {
    private static final Territory TOWN = new Territory("38701000");
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private SmallTown() {}

    static Regulation regulation() {
        var tree = OrganizationTree.of(
                List.of(
                        new Organization("town", null, "Администрация города", MUNICIPALITY, TOWN, ZONE, null),
                        new Organization("roads", "town", "Управление дорог", INSTITUTION, TOWN, ZONE, null)),
                Map.of());
        var catalog = Catalog.of(
                "RU-KRS",
                "2026",
                "other",
                List.of(
                        new Topic("potholes", null, "Ямы на дорогах", true, "Яма на дороге", "Глубокая яма у школы"),
                        new Topic("garbage", null, "Вывоз мусора", true, "Мусор не вывозят", "Переполнены баки"),
                        new Topic("other", null, "Прочее", false)));
        var routes = Routes.of(List.of(
                new Route("", "", "town", null), // whatever nobody else is competent for
                new Route("potholes", "", "roads", "petrov"))); // to the executor in one step
        return Regulation.of("town", WorkCalendar.russia().orFallback(), tree, catalog, routes);
    }
}
