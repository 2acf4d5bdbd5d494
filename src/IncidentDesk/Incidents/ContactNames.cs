using System.Text.Json;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>A line of the timeline, as far as it may name somebody.</summary>
/// <param name="Facts">For machines, as JSON.</param>
public sealed record StoryWords(string Kind, string ActorKind, Guid? ActorId, string ActorName, string Text, string TextVi, string? Facts);

/// <summary>
/// The timeline says whom the desk wrote to, who answered and in which words. For who audits, the name of a person at an agency is left out of its lines; of a mail that came in,
/// and of what somebody wrote down of a call or a letter, there stays what happened: the ids beside it say which one it was.
/// </summary>
public static class ContactNames
{
    private static readonly Text Came = new("Có thư đến về sự cố này.", "A mail about this incident came in.");

    public static async Task<Func<StoryWords, StoryWords>> HiddenFromAsync(Reading reading, Guid incident, Caller caller)
    {
        if (caller.SeesContacts)
            return line => line;
        var names = await reading.QueryAsync<Row>(
            "SELECT DISTINCT recipient_name FROM deliveries WHERE about = @incident AND centre_id IS NULL AND person_id IS NULL", new { incident });
        // The longest first: one name may begin another.
        var hidden = names.Select(row => row.RecipientName).Where(name => name.Length > 0).OrderByDescending(name => name.Length).ToList();
        return line => Hide(line, said => Withheld.Without(said, hidden));
    }

    /// <summary>What came of one try to send. Of a call or a handover it is what a person wrote down: who was spoken with, and what they said.</summary>
    public static string? ReplyFor(Caller caller, string channel, string? reply) =>
        caller.SeesContacts || reply is null ? reply : channel is "call" or "by-hand" ? null : Withheld.WithoutAddresses(reply);

    // Who wrote a mail has not signed in: their name is their address.
    private static StoryWords Hide(StoryWords line, Func<string, string> without)
    {
        var said = Instead(line) ?? new(without(line.TextVi), without(line.Text));
        return line with { ActorName = line is { ActorKind: "person", ActorId: null } ? "" : line.ActorName, Text = said.En, TextVi = said.Vi };
    }

    /// <returns>Null where the line is in the desk's own words. Of what was let go or sends again nobody wrote anything down.</returns>
    private static Text? Instead(StoryWords line)
    {
        if (line is not { Kind: "delivery", Facts: { } facts })
            return null;
        using var told = JsonDocument.Parse(facts);
        if (told.RootElement.TryGetProperty("inbound", out _))
            return Came;
        return line.ActorKind != "desk" && told.RootElement.TryGetProperty("state", out var state) && state.GetString() is { } word && word != "queued"
            ? Texts.DeliveryStates.GetValueOrDefault(word) ?? new(word, word)
            : null;
    }

    private sealed record Row(string RecipientName);
}
