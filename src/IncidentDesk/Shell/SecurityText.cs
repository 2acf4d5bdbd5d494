using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Shell;

/// <summary>RFC 9116: where somebody who found a weakness of this desk writes to.</summary>
public static class SecurityText
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(90);

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/.well-known/security.txt", (DeskSettings settings, TimeProvider clock) => Results.Text(
            $"""
            Contact: {settings.SecurityContact}
            Expires: {(clock.GetUtcNow() + GoodFor).UtcDateTime.Date:yyyy-MM-dd}T00:00:00Z
            Preferred-Languages: vi, en
            Canonical: {settings.Address}/.well-known/security.txt

            """.ReplaceLineEndings("\n")))
        .OpenToAll().ExcludeFromDescription();
}
