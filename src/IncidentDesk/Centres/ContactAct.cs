using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>What shall become of a contact.</summary>
/// <param name="Change">What takes its place; null where it only ends.</param>
public sealed record ContactChange(string Centre, CentreContactBody? Change);

/// <summary>
/// One person changed where a centre is reached, and a second one looked at it: the old row ends, the new one is verified by the second.
/// A wrong address is worse than none, because reports would go there and look delivered.
/// </summary>
public sealed class ContactAct : IApprovedAct
{
    public const string Word = "contact";

    public string Kind => Word;

    /// <summary>Asks for a change of a contact that is there.</summary>
    /// <param name="person">Who may not be the second person; where nobody asks, anybody could be both.</param>
    public static async Task<Approval> AskAsync(
        Transaction transaction, Guid contact, ContactChange change, ContactWords words, Actor by, Guid person, DateTimeOffset at)
    {
        var act = JsonSerializer.Serialize(change, Json.Options);
        return await Asking.AskAsync(
            transaction,
            new(Word, contact.ToString("D"), null, null, HashOf(act, await StateAsync(transaction, contact) ?? ""), act, words.Text, words.TextVi, "approve"),
            by, person, at);
    }

    /// <summary>Gone where a key of nobody asked, as keys could before: its maker would be their own second person. A person asks anew.</summary>
    public async Task<string?> HashNowAsync(Reading reading, Approval approval) =>
        approval.AskedByPerson is not null && await StateAsync(reading, Guid.Parse(approval.Subject)) is { } state ? HashOf(approval.Act, state) : null;

    public async Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at)
    {
        var (id, wanted) = (Guid.Parse(approval.Subject), JsonSerializer.Deserialize<ContactChange>(approval.Act, Json.Options)!);
        await transaction.ExecuteAsync(
            "UPDATE centre_contacts SET valid_to = @at WHERE id = @id AND (valid_to IS NULL OR valid_to > @at)", new { id, at });
        if (wanted.Change is { } body)
            await ReplaceAsync(transaction, wanted.Centre, body, approval, at);
        await ContactRows.TouchAsync(transaction, wanted.Centre);
        await CentreAlarms.LookAsync(transaction, wanted.Centre, at);
        await AuditTrail.AppendAsync(transaction, second.Word, wanted.Change is null ? "contact.end" : "contact.change", id.ToString("D"), "approved", at);
    }

    public Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at) => Task.CompletedTask;

    // The second person's decision is the verification: they read the very value.
    private static async Task ReplaceAsync(Transaction transaction, string centre, CentreContactBody body, Approval approval, DateTimeOffset at)
    {
        var verifier = await transaction.SingleAsync<Guid?>("SELECT decided_by_person FROM approvals WHERE id = @id", new { id = approval.Id });
        await transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, verified_by, valid_from, valid_to, entered_by)
            VALUES (@id, @centre, @channel, @value, @purpose, @source, @sureness, @at, @verifier, @validFrom, @validTo, @by)
            """,
            new
            {
                id = Ids.Next(at), centre, channel = body.Channel, value = ContactValue.Of(body.Channel, body.Value), purpose = body.Purpose.Trim(),
                source = body.Source, sureness = body.Sureness ?? "open", at, verifier, validFrom = body.ValidFrom ?? at, validTo = body.ValidTo,
                by = approval.AskedByPerson,
            });
    }

    /// <summary>The contact as it stands, null once it has ended: what is asked for is asked of exactly this.</summary>
    private static Task<string?> StateAsync(Reading reading, Guid contact) => reading.SingleAsync<string>(
        """
        SELECT id || ' ' || channel || ' ' || value || ' ' || CAST(coalesce(verified_on, 0) AS TEXT) || ' ' || CAST(coalesce(valid_to, 0) AS TEXT)
        FROM centre_contacts WHERE id = @contact
        """,
        new { contact });

    private static string HashOf(string act, string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{act}\n{state}")));
}

/// <summary>What the second person reads.</summary>
public sealed record ContactWords(string Text, string TextVi);
