namespace IncidentDesk.Pipeline.Access;

/// <summary>A door to something dangerous: a person must have shown password, and code where they have a second factor, within the last ten minutes. Keys are exempt, see src/README.md.</summary>
public sealed record FreshProof
{
    /// <exception cref="RefusedException">A person whose proof is too old.</exception>
    public static void Require(Caller caller, DateTimeOffset now)
    {
        if (!caller.IsFreshAt(now))
            throw new RefusedException(Problems.Forbidden("needs-fresh-proof"));
    }
}

/// <summary>A page that somebody reaches who must still set up the second factor.</summary>
public sealed record OpenWhileEnrolling;

public static class ProofOnDoors
{
    public static T NeedsFreshProof<T>(this T door) where T : IEndpointConventionBuilder => door.WithMetadata(new FreshProof());

    public static T OpenWhileEnrolling<T>(this T door) where T : IEndpointConventionBuilder => door.WithMetadata(new OpenWhileEnrolling());
}
