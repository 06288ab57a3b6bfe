package feedback.pos.testkit;

import static feedback.pos.organization.Organization.Level.INSTITUTION;
import static feedback.pos.organization.Organization.Level.MUNICIPALITY;
import static feedback.pos.organization.Organization.Level.REGION;
import static feedback.pos.organization.Organization.Level.REGIONAL_BODY;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small region to try things in: a region, two municipalities, a regional body, institutions below them, people in
 * every role at two levels, nine topics, routes with and without an executor.
 */
public final class SampleRegion {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private SampleRegion() {}

    /** The region's rules, with the usual policy, and «Saturday, Sunday and fixed holidays» beyond the calendar's data. */
    public static Regulation regulation() {
        return Regulation.of("region", WorkCalendar.russia().orFallback(), organizations(), catalog(), routes());
    }

    /** The tree and the people in it. */
    public static OrganizationTree organizations() {
        Map<String, Set<Grant>> staff = new LinkedHashMap<>();
        staff.put("moderator", Set.of(new Grant(Role.MODERATOR, "kursk"), new Grant(Role.MODERATOR, "lgov")));
        staff.put("coordinator", Set.of(new Grant(Role.COORDINATOR, "kursk"), new Grant(Role.COORDINATOR, "lgov")));
        staff.put("roadman", Set.of(new Grant(Role.EXECUTOR, "kursk-roads")));
        staff.put("heater", Set.of(new Grant(Role.EXECUTOR, "kursk-housing")));
        staff.put("executor", Set.of(new Grant(Role.EXECUTOR, "kursk"), new Grant(Role.EXECUTOR, "lgov")));
        staff.put("head", Set.of(new Grant(Role.HEAD, "kursk"), new Grant(Role.HEAD, "lgov")));
        staff.put("superior-moderator", Set.of(new Grant(Role.MODERATOR, "region")));
        staff.put("superior-coordinator", Set.of(new Grant(Role.COORDINATOR, "region")));
        staff.put("superior-executor", Set.of(new Grant(Role.EXECUTOR, "region")));
        staff.put("superior-head", Set.of(new Grant(Role.HEAD, "region")));
        staff.put("curator", Set.of(new Grant(Role.CURATOR, "region")));
        staff.put("operator", Set.of(new Grant(Role.OPERATOR, "region")));
        return OrganizationTree.of(
                List.of(
                        organization("region", null, "Правительство области", REGION, "38000000"),
                        organization("kursk", "region", "Администрация города Курска", MUNICIPALITY, "38701000"),
                        organization("lgov", "region", "Администрация города Льгова", MUNICIPALITY, "38710000"),
                        organization("health", "region", "Министерство здравоохранения", REGIONAL_BODY, "38000000"),
                        organization("kursk-roads", "kursk", "Управление дорог", INSTITUTION, "38701000"),
                        organization("kursk-housing", "kursk", "Управление ЖКХ", INSTITUTION, "38701000"),
                        organization("hospital", "health", "Областная больница", INSTITUTION, "38000000")),
                staff);
    }

    private static Organization organization(
            String id, @Nullable String parent, String name, Level level, String oktmo) {
        return new Organization(id, parent, name, level, new Territory(oktmo), MOSCOW, null);
    }

    /** The classifier; «Дороги → Ямы» is fast track. */
    public static Catalog catalog() {
        return Catalog.of(
                "RU-KRS",
                "sample",
                "other",
                List.of(
                        new Topic("roads", null, "Дороги", false),
                        new Topic(
                                "roads.potholes",
                                "roads",
                                "Ямы и выбоины",
                                true,
                                "Яма на дороге у школы",
                                "Огромная яма на проезжей части, пробил колесо",
                                "Выбоины на асфальте, залатайте ямы"),
                        new Topic(
                                "roads.signs",
                                "roads",
                                "Дорожные знаки",
                                false,
                                "Упал дорожный знак на перекрёстке",
                                "Поставьте знак ограничения скорости"),
                        new Topic("housing", null, "ЖКХ", false),
                        new Topic(
                                "housing.heating",
                                "housing",
                                "Отопление",
                                true,
                                "Холодные батареи, нет отопления в квартире",
                                "Отопление не включили, дома мёрзнем"),
                        new Topic(
                                "housing.garbage",
                                "housing",
                                "Вывоз мусора",
                                true,
                                "Мусор не вывозят вторую неделю",
                                "Контейнеры переполнены, свалка у дома"),
                        new Topic("health", null, "Здравоохранение", false),
                        new Topic(
                                "health.queue",
                                "health",
                                "Очереди в поликлинике",
                                false,
                                "Не записаться к врачу, очередь на месяц",
                                "В регистратуре поликлиники огромная очередь"),
                        new Topic("other", null, "Прочее", false)));
    }

    /** The routing table: potholes and heating in Курск go to an executor in one step. */
    public static Routes routes() {
        return Routes.of(List.of(
                new Route("", "", "region", null),
                new Route("", "38701000", "kursk", null),
                new Route("", "38710000", "lgov", null),
                new Route("roads", "38701000", "kursk-roads", null),
                new Route("roads.potholes", "38701000", "kursk-roads", "roadman"),
                new Route("housing", "38701000", "kursk-housing", null),
                new Route("housing.heating", "38701000", "kursk-housing", "heater"),
                new Route("health", "", "hospital", null)));
    }

    /** An official of the sample, by id, with the rights held there. */
    public static Actor official(String person) {
        return organizations().actor(person);
    }

    /** Moderates in both municipalities. */
    public static Actor moderator() {
        return official("moderator");
    }

    /** Coordinates in both municipalities and below them. */
    public static Actor coordinator() {
        return official("coordinator");
    }

    /** Executes in both municipalities and below them. */
    public static Actor executor() {
        return official("executor");
    }

    /** Heads both municipalities and what is below them. */
    public static Actor head() {
        return official("head");
    }

    /** Coordinates in the whole region. */
    public static Actor superiorCoordinator() {
        return official("superior-coordinator");
    }

    /** Executes in the whole region. */
    public static Actor superiorExecutor() {
        return official("superior-executor");
    }

    /** Heads the whole region. */
    public static Actor superiorHead() {
        return official("superior-head");
    }

    /** Enters messages for people who cannot. */
    public static Actor operator() {
        return official("operator");
    }

    /** A citizen. */
    public static Actor anna() {
        return Actor.citizen("anna");
    }

    /** Another citizen. */
    public static Actor boris() {
        return Actor.citizen("boris");
    }
}
