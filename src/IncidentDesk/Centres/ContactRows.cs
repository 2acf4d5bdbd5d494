using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>A contact after it was written, and the version of its centre, which moves with every contact.</summary>
public sealed record ContactAnswer(ContactView Contact, long CentreVersion);

/// <summary>What the doors that change a contact share.</summary>
public static class ContactRows
{
    public const int MostBytes = 64 << 10;

    /// <returns>False when there is no such centre.</returns>
    public static async Task<bool> TouchAsync(Transaction transaction, string centre) =>
        await transaction.ExecuteAsync("UPDATE centres SET version = version + 1 WHERE id = @centre", new { centre }) == 1;

    /// <summary>Looks whether the centre can be reached now, then shows the contact as it stands.</summary>
    public static async Task<ContactAnswer> AnswerAsync(Transaction transaction, string centre, Guid contact, DateTimeOffset now)
    {
        await CentreAlarms.LookAsync(transaction, centre, now);
        var view = (await CentreRows.FindAsync(transaction, centre, now))!;
        return new(view.Contacts.Single(one => one.Id == contact), view.Version);
    }
}
