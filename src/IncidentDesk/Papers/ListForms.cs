using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Papers;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>The forms that papers are made of today, each with where it was read and how sure that is.</summary>
public static class ListForms
{
    public sealed record Query : IRequest<Page<View>>;

    /// <param name="Official">False: nobody issued this layout; every page of a paper says so.</param>
    /// <param name="Subject">incident or agency.</param>
    public sealed record View(
        string Code, string Name, string NameVi, bool Official, string Sureness, string Source, string Note, string Subject, IReadOnlyList<string> Obligations,
        IReadOnlyList<string> Rules, IReadOnlyList<FieldView> Fields);

    public sealed record FieldView(string Code, string Label, string LabelVi, string Kind, bool Mandatory, string? From);

    public sealed class Handler(PaperForms forms, TimeProvider clock) : IRequestHandler<Query, Page<View>>
    {
        public Task<Page<View>> Handle(Query query, CancellationToken cancellation) => Task.FromResult(new Page<View>([.. forms.At(clock.GetUtcNow()).Select(ViewOf)], null));

        private static View ViewOf(PaperForm form) => new(
            form.Code, form.Name.En, form.Name.Vi, form.IsOfficial, form.Sureness, form.Source, form.Note, form.Subject, form.Obligations, form.Rules,
            [.. form.Fields.Select(field => new FieldView(field.Code, field.Name.En, field.Name.Vi, field.Kind, field.IsMandatory, field.Source))]);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/forms", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(), cancellation);
        })
        .Produces<Page<View>>().WithSummary("The forms that papers are made of, with how sure each is").Needs(Scopes.Report, Scopes.Read);
}
