using IncidentDesk.Storage;

namespace IncidentDesk.People;

/// <summary>What a stranger would try first for a person: their names, those of their agency, and the desk's.</summary>
public static class PasswordContext
{
    public static async Task<IReadOnlyList<string?>> OfAsync(Reading reading, Guid person, string desk)
    {
        var known = await reading.SingleAsync<Known>(
            """
            SELECT people.user_name AS user_name, people.name, agencies.name AS agency, agencies.code FROM people
            LEFT JOIN agencies ON agencies.id = people.agency_id WHERE people.id = @person
            """,
            new { person });
        return [known?.UserName, known?.Name, known?.Agency, known?.Code, desk];
    }

    private sealed record Known(string UserName, string Name, string? Agency, string? Code);
}
