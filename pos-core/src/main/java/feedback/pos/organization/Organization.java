package feedback.pos.organization;

import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree: the region, a regional or municipal body, or an institution below one.
 *
 * @param id short and stable, made by the deployer
 * @param parent the superior's id, or null for a root
 * @param name as citizens read it
 * @param level where in the hierarchy of power it stands
 * @param territory where it is competent
 * @param zone the zone in which its days are counted
 * @param ogrn the state registration number, if known
 */
public record Organization(
        String id,
        @Nullable String parent,
        String name,
        Level level,
        Territory territory,
        ZoneId zone,
        @Nullable String ogrn) {

    /** The levels of the tree. */
    public enum Level {
        REGION,
        /** Region's executive body (РОИВ). */
        REGIONAL_BODY,
        /** Body of local self-government (ОМСУ). */
        MUNICIPALITY,
        /** Subordinate institution. */
        INSTITUTION
    }

    public Organization {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
