using System.Text;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.BrowserTests;

/// <summary>Three hundred agencies, brought in as an administrator brings them: as a table. A province, thirty departments, and communes below these.</summary>
internal static class Province
{
    public const string Top = "TINH";

    public static readonly IReadOnlyList<string> Departments = [.. Enumerable.Range(1, 30).Select(n => $"SO-{n:00}")];

    public static readonly IReadOnlyList<string> Communes = [.. Enumerable.Range(1, 269).Select(n => $"XA-{n:000}")];

    public static readonly IReadOnlyList<string> All = [Top, .. Departments, .. Communes];

    /// <summary>Null above the province.</summary>
    public static string? Above(string code) =>
        code == Top ? null : code.StartsWith("SO-", StringComparison.Ordinal) ? Top : Departments[int.Parse(code[3..], System.Globalization.CultureInfo.InvariantCulture) % Departments.Count];

    /// <param name="address">Where an agency gets its mail; null: nowhere.</param>
    public static async Task ImportAsync(Desk desk, Func<string, string?> address)
    {
        var lines = All.Select(code => $"{code},{NameOf(code)},{KindOf(code)},{Above(code)},{address(code)}");
        using var table = new StringContent($"code,name,kind,parent,email\n{string.Join('\n', lines)}\n", Encoding.UTF8, "text/csv");
        using var answer = await desk.Client(await desk.KeyAsync(null, "admin")).PostAsync("/api/v1/agencies/import", table);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
    }

    public static string NameOf(string code) => $"Đơn vị {code}";

    private static string KindOf(string code) => code == Top ? "province" : code.StartsWith("SO-", StringComparison.Ordinal) ? "department" : "commune";
}
