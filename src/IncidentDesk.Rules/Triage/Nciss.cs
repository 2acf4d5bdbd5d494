using System.Globalization;
using System.Text;

namespace IncidentDesk.Rules.Triage;

/// <summary>The National Cyber Incident Scoring System: a weighted sum of eight facts, brought to 0-100.</summary>
public static class Nciss
{
    /// <summary>To 2 decimals, half up; null, never 0, when a fact without an "unknown" option is absent.</summary>
    public static decimal? Score(Impact impact, ScoreModel model)
    {
        var sum = 0;
        foreach (var category in model.Categories)
        {
            if (category.Choose(Fact(impact, category.Word)) is not { } option)
                return null;
            sum += category.Weight * option.Value;
        }

        var score = 100m * (sum - model.Lowest) / (model.Highest - model.Lowest);
        return Math.Clamp(Math.Round(score, 2, MidpointRounding.AwayFromZero), 0m, 100m);
    }

    internal static TriageLine Line(Case given, ScoreModel model)
    {
        var facts = new Dictionary<string, object?>(model.Categories.Count);
        foreach (var category in model.Categories)
            facts[category.Word] = category.Choose(Fact(given.Facts.Impact, category.Word))?.Word;

        return given.Score is { } score
            ? Scored(given.Facts.Impact, model, score, facts)
            : Unscored(given.Facts.Impact, model, facts);
    }

    private static TriageLine Scored(Impact impact, ScoreModel model, decimal score, Dictionary<string, object?> facts)
    {
        var (en, vi, assumedEn, assumedVi) =
            (new StringBuilder(400), new StringBuilder(400), new StringBuilder(), new StringBuilder());
        var sum = 0;
        foreach (var category in model.Categories)
        {
            var fact = Fact(impact, category.Word);
            var option = category.Choose(fact)!;
            sum += category.Weight * option.Value;
            List(en).Append(CultureInfo.InvariantCulture, $"{category.Name.En} {option.Value}×{category.Weight} ({option.Name.En})");
            List(vi).Append(CultureInfo.InvariantCulture, $"{category.Name.Vi} {option.Value}×{category.Weight} ({option.Name.Vi})");
            if (fact is not null)
                continue;
            List(assumedEn).Append(category.Name.En);
            List(assumedVi).Append(category.Name.Vi);
        }

        var sums = string.Create(CultureInfo.InvariantCulture,
            $"100 × ({sum} − {model.Lowest}) / ({model.Highest} − {model.Lowest})");
        if (assumedEn.Length > 0)
        {
            assumedEn.Insert(0, " Not reported, so the default was taken: ").Append('.');
            assumedVi.Insert(0, " Chưa được báo nên lấy giá trị mặc định: ").Append('.');
        }

        return new("score", Figures.ScoreEn(score), facts,
            $"NCISS score {Figures.ScoreEn(score)} of 100 = {sums}, from {en}.{assumedEn}",
            $"Điểm NCISS {Figures.ScoreVi(score)} trên 100 = {sums}, gồm {vi}.{assumedVi}");
    }

    private static TriageLine Unscored(Impact impact, ScoreModel model, Dictionary<string, object?> facts)
    {
        var (en, vi) = (new StringBuilder(), new StringBuilder());
        foreach (var category in model.Categories)
        {
            if (category.WhenAbsent is not null || Fact(impact, category.Word) is not null)
                continue;
            List(en).Append(category.Name.En);
            List(vi).Append(category.Name.Vi);
        }

        return new("score", "none", facts,
            $"No NCISS score, because these were not reported: {en}. What is missing is never counted as 0.",
            $"Không tính được điểm NCISS vì chưa có: {vi}. Thông tin còn thiếu không bao giờ được tính là 0.");
    }

    private static StringBuilder List(StringBuilder text) => text.Length > 0 ? text.Append(", ") : text;

    private static string? Fact(Impact impact, string category) => category switch
    {
        "functional" => impact.Functional,
        "activity" => impact.Activity,
        "location" => impact.Location,
        "actor" => impact.Actor,
        "information" => impact.Information,
        "recoverability" => impact.Recoverability,
        "potential" => impact.Potential,
        "sector" => impact.Sector,
        _ => throw new ArgumentException($"NCISS has no category '{category}'.", nameof(category)),
    };
}
