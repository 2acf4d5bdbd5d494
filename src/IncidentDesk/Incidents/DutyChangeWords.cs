using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Shell;

namespace IncidentDesk.Incidents;

/// <summary>What would become of a duty, or has become of it, as people read it: instants by the clock of its law.</summary>
public static class DutyChangeWords
{
    private static readonly Text Due = new("hạn {0} đổi thành {1}", "due {0} becomes {1}");
    private static readonly Text Same = new("hạn {0} không đổi", "due {0} stays");
    private static readonly Text Start = new("tính từ {0} thay cho {1}", "counted from {0} instead of {1}");
    private static readonly Text Gone = new("không còn áp dụng", "no longer wanted");
    private static readonly Text Fresh = new("phát sinh, hạn {0}", "newly due {0}");
    private static readonly Text Nothing = new("không có", "none");

    private static readonly Dictionary<string, Text> Names = new()
    {
        ["rule"] = new("bộ quy tắc", "rule set"), ["article"] = new("điều khoản", "article"), ["sureness"] = new("độ chắc chắn", "sureness"),
        ["form"] = new("biểu mẫu", "form"), ["basis"] = new("căn cứ", "basis"),
    };

    public static string Say(DutyChange change, RuleBook book, Language language)
    {
        if (change.Wanted is not { } wanted)
            return Gone.In(language);
        var zone = book.Packs.First(pack => pack.Code == wanted.Rule).Zone;
        if (change.Standing is not { } standing)
            return Fresh.In(language, zone.Shown(wanted.DueAt));
        var parts = new List<string>
        {
            standing.DueAt == wanted.DueAt ? Same.In(language, zone.Shown(wanted.DueAt)) : Due.In(language, zone.Shown(standing.DueAt), zone.Shown(wanted.DueAt)),
        };
        if (standing.StartsAt != wanted.StartsAt)
            parts.Add(Start.In(language, zone.Shown(wanted.StartsAt), zone.Shown(standing.StartsAt)));
        parts.AddRange(change.Words.Select(word => $"{Names[word.Word].In(language)}: {word.Old ?? Nothing.In(language)} → {word.New ?? Nothing.In(language)}"));
        return string.Join("; ", parts);
    }
}
