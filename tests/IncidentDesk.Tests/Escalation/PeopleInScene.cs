using IncidentDesk.Operations;
using IncidentDesk.Tests.Delivery;

namespace IncidentDesk.Tests.Escalation;

/// <summary>People of the desk in a scene.</summary>
internal static class PeopleInScene
{
    public static async Task<Guid> PersonAsync(this PostRoomScene scene, string user, string? position, string? email)
    {
        var now = scene.Clock.GetUtcNow();
        var id = Ids.Next(now);
        await scene.WriteAsync(
            """
            INSERT INTO people (id, user_name, name, role, position, email, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @name, 'lead', @position, @email, 'none', 0, @now)
            """,
            new { id, user, name = $"Người {user}", position, email, now });
        return id;
    }

    public static Task DutyAsync(this PostRoomScene scene, string user, TimeSpan from, TimeSpan to) => scene.WriteAsync(
        """
        INSERT INTO duty_shifts (id, person_id, post, starts_at, ends_at, entered_by, version)
        SELECT @id, people.id, 'on-duty', @from, @to, 'desk', 1 FROM people WHERE user_name = @user
        """,
        new { id = Ids.Next(scene.Clock.GetUtcNow()), user, from = scene.Clock.GetUtcNow() + from, to = scene.Clock.GetUtcNow() + to });
}
