using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>The timeline says whom the desk wrote to. For who audits, the name of a person at an agency is left out of its lines.</summary>
public static class ContactNames
{
    public static async Task<Func<string, string>> HiddenFromAsync(Reading reading, Guid incident, Caller caller)
    {
        if (caller.SeesContacts)
            return line => line;
        var names = await reading.QueryAsync<Row>(
            "SELECT DISTINCT recipient_name FROM deliveries WHERE about = @incident AND centre_id IS NULL AND person_id IS NULL", new { incident });
        // The longest first: one name may begin another.
        var hidden = names.Select(row => row.RecipientName).Where(name => name.Length > 0).OrderByDescending(name => name.Length).ToList();
        return line => hidden.Aggregate(line, (text, name) => text.Replace(name, "…", StringComparison.Ordinal));
    }

    private sealed record Row(string RecipientName);
}
