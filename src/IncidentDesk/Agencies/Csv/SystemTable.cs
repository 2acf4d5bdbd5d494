using System.Globalization;
using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies.Csv;

/// <summary>The information systems as a table; agency and code together name one.</summary>
public sealed class SystemTable : Register
{
    private static readonly AddSystem.Validator Rules = new();

    public override string Word => "systems";

    public override string Noun => "system";

    public override IReadOnlyList<string> Columns { get; } =
        ["agency", "code", "name", "level", "personalData", "basicSubjects", "sensitiveSubjects", "purpose", "reach", "harm", "exposure", "provider"];

    protected override IReadOnlyList<string> Key { get; } = ["agency", "code"];

    protected override IReadOnlyList<string> Numbers { get; } = ["level", "basicSubjects", "sensitiveSubjects"];

    public override string WallOf(Caller caller) => caller.MaySee("systems");

    public override async Task<IReadOnlyList<Standing>> StandingAsync(Reading reading, string wall = "1 = 1") =>
    [
        .. (await SystemView.QueryAsync(reading, $"WHERE {wall} ORDER BY agencies.code, systems.code", new { })).Select(one => new Standing(one.Id,
        [
            one.Agency, one.Code, one.Name, Figure(one.Level), one.PersonalData, Figure(one.BasicSubjects), Figure(one.SensitiveSubjects), one.Purpose ?? "",
            one.Reach ?? "", one.Harm ?? "", one.Exposure, one.Provider ?? "",
        ])),
    ];

    public override async Task WriteAsync(Transaction transaction, IReadOnlyList<PlannedLine> lines, string actor, DateTimeOffset now)
    {
        var owners = await OwnersAsync(transaction);
        foreach (var line in lines.Where(one => one.Outcome is "added" or "changed"))
        {
            var body = (SystemBody)line.Body!;
            var id = line.Before?.Id ?? Ids.Next(now);
            if (line.Before is not null)
                await ChangeSystem.UpdateAsync(transaction, id, body, now);
            else if (!await AddSystem.InsertAsync(transaction, id, owners[body.Agency!], body, now))
                throw RegisterBodies.Taken("/code", new { code = body.Code });
            await AuditTrail.AppendAsync(transaction, actor, line.Before is null ? "system.add" : "system.change", id.ToString("D"), line.Outcome, now);
        }
    }

    protected override void Bind(PlannedLine line, JsonElement fields)
    {
        if (Accept<SystemBody>(line, fields, body => Rules.Validate(new AddSystem.Command(body))) is not { } body)
            return;
        line.Body = body;
        line.After =
        [
            body.Agency ?? "", body.Code ?? "", body.Name.Trim(), Figure(body.Level), SystemRows.PersonalDataOf(body), Figure(body.BasicSubjects),
            Figure(body.SensitiveSubjects), body.Purpose ?? "", body.Reach ?? "", body.Harm ?? "", body.Exposure ?? "internal", body.Provider ?? "",
        ];
    }

    protected override async Task RefuseReferencesAsync(Reading reading, IReadOnlyList<PlannedLine> lines, IReadOnlyDictionary<string, Standing> standing)
    {
        var owners = await OwnersAsync(reading);
        foreach (var line in lines)
            if (line.Body is SystemBody { Agency: { } owner } && !owners.ContainsKey(owner))
                line.Faults.Add(Faults.At("/agency", "unknown-reference", owner));
    }

    private static async Task<Dictionary<string, Guid>> OwnersAsync(Reading reading) =>
        (await reading.QueryAsync<Owner>("SELECT code, id FROM agencies")).ToDictionary(one => one.Code, one => one.Id);

    private static string Figure(long? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "";

    private sealed record Owner(string Code, Guid Id);
}
