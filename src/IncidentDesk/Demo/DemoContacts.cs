using IncidentDesk.Operations;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Phones;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>A verified mail address and a hotline for each centre, all made up: a guard turned to live sends to .example and nowhere else.</summary>
internal static class DemoContacts
{
    private const string Source = "demo: made up / giả định";

    public static async Task PlantAsync(Transaction transaction, DateTimeOffset now)
    {
        var since = now.AddDays(-100);
        var enterer = await PersonAsync(transaction, "quantri");
        var verifier = await PersonAsync(transaction, "truongca");
        for (var n = 0; n < Words.Centres.Count; n++)
        {
            var centre = Words.Centres[n];
            await InsertAsync(centre, "mail", $"{centre}@{centre}.example", "incident-response");
            await InsertAsync(centre, "call", PhoneNumber.ToE164(DemoRegisters.Phone(41 + n))!, "hotline");
        }

        Task InsertAsync(string centre, string channel, string value, string purpose) => transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, verified_by, valid_from, entered_by)
            VALUES (@id, @centre, @channel, @value, @purpose, @source, 'verified', @since, @verifier, @since, @enterer)
            """,
            new { id = Ids.Next(since), centre, channel, value, purpose, source = Source, since, verifier, enterer });
    }

    private static Task<Guid> PersonAsync(Transaction transaction, string user) =>
        transaction.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user });
}
