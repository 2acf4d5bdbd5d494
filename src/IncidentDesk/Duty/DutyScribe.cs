using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty;

/// <summary>The mails about one's own duty. They name posts, times and colleagues, and nothing of an incident.</summary>
public sealed class DutyScribe(MailForm form, DeskSettings settings) : IScribe
{
    private const int Most = 100;

    private static readonly IReadOnlyDictionary<string, Text> Titles = new Dictionary<string, Text>
    {
        [DutyMails.Roster] = new("Lịch trực đã công bố", "A roster was published"),
        [DutyMails.SwapAsked] = new("Có người hỏi đổi ca", "Somebody asks you to swap"),
        [DutyMails.SwapAnswered] = new("Trả lời việc hỏi đổi ca", "An answer about your swap"),
        [DutyMails.Handover] = new("Nhận bàn giao ca", "The desk is handed over to you"),
    };

    private static readonly Text Yours = new("Các ca của anh/chị", "Your shifts"), More = new("Và các ca sau đó, xem trên hệ thống.", "And those after them: see the desk."),
        Asked = new("{0} nhờ {1} nhận ca {2}.", "{0} asks {1} to take the shift {2}."), InReturn = new("Đổi lấy ca {0}.", "For the shift {0}."),
        Nothing = new("Chưa có gì thay đổi cho tới khi có trả lời.", "Nothing changes until there is an answer."),
        Accepted = new("Đã nhận: ca đã đổi người.", "Accepted: the shift has changed hands."), Declined = new("Không nhận: ca vẫn như cũ.", "Declined: the shift stays as it was."),
        Withdrawn = new("Đã rút lời hỏi.", "It was withdrawn."),
        From = new("{0} giao ca lúc {1}. Hãy vào mục Ca trực và nhận từng mục.", "{0} hands over at {1}. Open Duty and accept each thing."),
        Please = new("Xem và trả lời trong mục Ca trực.", "See and answer under Duty.");

    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == DutyMails.Cause && channel == "mail";

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = (await reading.SingleAsync<Row>(
            "SELECT id, message_id, address, recipient_name, cause_ref, person_id FROM deliveries WHERE id = @delivery", new { delivery }))!;
        var (kind, subject) = (Titles.Keys.First(word => row.CauseRef.StartsWith(word, StringComparison.Ordinal)), Guid.Parse(row.CauseRef[^36..]));
        var blocks = kind switch
        {
            DutyMails.Roster => await RosterAsync(reading, subject, row.PersonId, at),
            DutyMails.Handover => await HandoverAsync(reading, subject),
            _ => await SwapAsync(reading, subject),
        };
        var head = new MailHead(row.Id, row.MessageId, row.Address, row.RecipientName, $"[{settings.Name}] {Titles[kind].Vi} / {Titles[kind].En}", null, null, []);
        return form.Write(head, [.. ((Language[])[Language.Vietnamese, Language.English]).Select(language => new LetterHalf(
            language.Tag(), [new Block.Title(Titles[kind].In(language)), .. blocks(language), new Block.Paragraph(Please.In(language))]))], at);
    }

    private async Task<Func<Language, IEnumerable<Block>>> RosterAsync(Reading reading, Guid roster, Guid person, DateTimeOffset at)
    {
        var name = await reading.SingleAsync<string>("SELECT name FROM duty_rosters WHERE id = @roster", new { roster }) ?? "";
        var shifts = await reading.QueryAsync<Shift>(
            $"""
            SELECT post, starts_at, ends_at FROM duty_shifts
            WHERE roster_id = @roster AND person_id = @person AND removed_at IS NULL AND ends_at > @at ORDER BY starts_at, id LIMIT {Most + 1}
            """,
            new { roster, person, at });
        return language =>
        [
            new Block.Paragraph(name), new Block.Heading(Yours.In(language)),
            new Block.Items([.. shifts.Take(Most).Select(shift => $"{Texts.Say(Texts.DutyPosts, shift.Post, language)}: {Spoken(shift, language)}")]),
            .. shifts.Count > Most ? (Block[])[new Block.Paragraph(More.In(language))] : [],
        ];
    }

    private async Task<Func<Language, IEnumerable<Block>>> SwapAsync(Reading reading, Guid id)
    {
        var swap = (await reading.SingleAsync<Swap>(
            """
            SELECT one.name, two.name AS other, mine.post, mine.starts_at, mine.ends_at, other_shift.starts_at AS other_starts_at, other_shift.ends_at AS other_ends_at,
                duty_swaps.note, duty_swaps.state
            FROM duty_swaps JOIN people AS one ON one.id = duty_swaps.asked_by JOIN people AS two ON two.id = duty_swaps.asked_of
            JOIN duty_shifts AS mine ON mine.id = duty_swaps.shift_id LEFT JOIN duty_shifts AS other_shift ON other_shift.id = duty_swaps.other_shift_id
            WHERE duty_swaps.id = @id
            """,
            new { id }))!;
        return language =>
        [
            new Block.Paragraph(Asked.In(language, swap.Name, swap.Other, Spoken(new(swap.Post, swap.StartsAt, swap.EndsAt), language))),
            .. swap is { OtherStartsAt: { } starts, OtherEndsAt: { } ends }
                ? (Block[])[new Block.Paragraph(InReturn.In(language, Spoken(new(swap.Post, starts, ends), language)))] : [],
            .. swap.Note is { Length: > 0 } note ? (Block[])[new Block.Paragraph(note)] : [],
            new Block.Paragraph((swap.State switch { "accepted" => Accepted, "declined" => Declined, "withdrawn" => Withdrawn, _ => Nothing }).In(language)),
        ];
    }

    private async Task<Func<Language, IEnumerable<Block>>> HandoverAsync(Reading reading, Guid id)
    {
        var handover = (await reading.SingleAsync<Given>(
            "SELECT people.name, duty_handovers.change_at FROM duty_handovers JOIN people ON people.id = duty_handovers.from_person WHERE duty_handovers.id = @id", new { id }))!;
        return language => [new Block.Paragraph(From.In(language, handover.Name, times.Full(handover.ChangeAt, language)))];
    }

    private string Spoken(Shift shift, Language language) => $"{times.Full(shift.StartsAt, language)} – {times.Full(shift.EndsAt, language)}";

    private sealed record Row(Guid Id, string MessageId, string Address, string RecipientName, string CauseRef, Guid PersonId);

    private sealed record Shift(string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    private sealed record Given(string Name, DateTimeOffset ChangeAt);

    private sealed record Swap(
        string Name, string Other, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset? OtherStartsAt, DateTimeOffset? OtherEndsAt, string? Note, string State);
}
