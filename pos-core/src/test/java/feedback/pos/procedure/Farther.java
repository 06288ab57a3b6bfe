package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;

import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import feedback.pos.testkit.SampleRegion;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sample region with an office nine time zones to the east, where «ranger» executes. */
final class Farther {
    private static final Organization FAR = new Organization(
            "far",
            "region",
            "Представительство на Камчатке",
            Organization.Level.REGIONAL_BODY,
            oktmo("38000000"),
            ZoneId.of("Asia/Kamchatka"),
            null);

    private Farther() {}

    static Regulation regulation() {
        Regulation sample = SampleRegion.regulation();
        OrganizationTree tree = SampleRegion.organizations().with(FAR);
        Map<String, Collection<Grant>> staff = new LinkedHashMap<>(tree.staff());
        staff.put("ranger", Set.of(new Grant(Role.EXECUTOR, "far")));
        return Regulation.of(
                "region",
                sample.calendar(),
                OrganizationTree.of(List.copyOf(tree.all()), staff),
                sample.catalog(),
                sample.routes());
    }
}
