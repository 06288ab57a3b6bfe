package feedback.pos.organization;

import java.util.Objects;

/**
 * A right: a role held in an organization and in everything below it.
 *
 * @param role an official role
 * @param organization the id of the topmost organization in which the role holds
 */
public record Grant(Role role, String organization) {

    /** @throws IllegalArgumentException for a role that cannot be granted */
    public Grant {
        Objects.requireNonNull(organization, "organization");
        if (!role.isOfficial()) {
            throw new IllegalArgumentException(role + " follows from the message and is never granted");
        }
    }
}
