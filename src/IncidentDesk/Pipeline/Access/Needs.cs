namespace IncidentDesk.Pipeline.Access;

/// <summary>What a door asks of its caller. A door that says nothing lets nobody in.</summary>
/// <param name="AnyOf">Scopes of which one is enough; empty means that whoever is known may enter.</param>
/// <param name="DeskOnly">True where no agency may ever enter, whatever its scopes.</param>
/// <param name="OrRole">A role that may enter without any of the scopes.</param>
public sealed record Needs(IReadOnlyList<string> AnyOf, bool DeskOnly = false, string? OrRole = null)
{
    public bool Lets(Caller caller) => (!DeskOnly || caller.IsDesk)
        && (AnyOf.Count == 0 || AnyOf.Any(caller.Has) || (OrRole is not null && caller.Role == OrRole));
}

/// <summary>A door for everyone, known or not.</summary>
public sealed record OpenToAll;

public static class NeedsOnDoors
{
    public static T Needs<T>(this T door, params string[] anyOf) where T : IEndpointConventionBuilder =>
        door.WithMetadata(new Needs(anyOf));

    public static T NeedsDesk<T>(this T door, params string[] anyOf) where T : IEndpointConventionBuilder =>
        door.WithMetadata(new Needs(anyOf, DeskOnly: true));

    public static T NeedsDeskOrRole<T>(this T door, string role, params string[] anyOf) where T : IEndpointConventionBuilder =>
        door.WithMetadata(new Needs(anyOf, DeskOnly: true, OrRole: role));

    public static T OpenToAll<T>(this T door) where T : IEndpointConventionBuilder => door.WithMetadata(new OpenToAll());
}
