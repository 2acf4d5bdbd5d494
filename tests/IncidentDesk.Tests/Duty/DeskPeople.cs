using IncidentDesk.Harness;
using IncidentDesk.Operations;

namespace IncidentDesk.Tests.Duty;

/// <summary>People of a desk, put there as rows: no password is hashed for them.</summary>
internal static class DeskPeople
{
    public static async Task<Guid> AddAsync(Desk desk, string user, string role, string? position = null)
    {
        var id = Ids.Next(DateTimeOffset.UnixEpoch.AddYears(56));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO people (id, user_name, name, role, position, phone, email, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @name, @role, @position, '024 0000 0009', @email, 'none', 0, 1)
            """,
            new { id, user, name = $"Người {user}", role, position, email = $"{user}@desk.example" }), CancellationToken.None);
        return id;
    }
}
